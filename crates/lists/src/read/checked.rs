//! Pages for the library's decoders, which take it for granted that a page that numbers the texts
//! of a dictionary comes after the dictionary, and stop the program where it does not.

use ::parquet::basic::Encoding;
use ::parquet::column::page::{Page, PageMetadata, PageReader};
use ::parquet::errors::{ParquetError, Result};

/// Pages of a column, in an order that can be read.
pub(super) struct Checked<P> {
    pages: P,
    has_dictionary: bool,
}

impl<P: PageReader> Checked<P> {
    pub(super) fn new(pages: P) -> Self {
        Self { pages, has_dictionary: false }
    }
}

impl<P: PageReader> PageReader for Checked<P> {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.pages.get_next_page()?;
        let by_number = match &page {
            Some(Page::DictionaryPage { .. }) => {
                self.has_dictionary = true;
                false
            }
            Some(Page::DataPage { encoding, .. } | Page::DataPageV2 { encoding, .. }) => {
                is_by_number(*encoding)
            }
            None => false,
        };
        if by_number && !self.has_dictionary {
            return Err(ParquetError::General("its dictionary is not there".to_owned()));
        }
        Ok(page)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.pages.skip_next_page()
    }

    fn at_record_boundary(&mut self) -> Result<bool> {
        self.pages.at_record_boundary()
    }
}

impl<P: PageReader> Iterator for Checked<P> {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

fn is_by_number(encoding: Encoding) -> bool {
    matches!(encoding, Encoding::PLAIN_DICTIONARY | Encoding::RLE_DICTIONARY)
}
