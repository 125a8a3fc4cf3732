//! Pages of a column, written as they are handed over: the library would take each value by itself.

use ::parquet::basic::{Compression, Encoding, EncodingMask};
use ::parquet::column::page::{CompressedPage, Page, PageWriteSpec, PageWriter};
use ::parquet::column::writer::ColumnCloseResult;
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::ColumnChunkMetaData;
use ::parquet::schema::types::ColumnDescPtr;
use bytes::Bytes;

/// The pages of one column of a group of rows.
pub(super) struct Pages<'a, W> {
    to: &'a mut W,
    /// Where pages are compressed.
    encoder: Option<snap::raw::Encoder>,
    compressed: usize,
    raw: usize,
    written: u64,
    /// Where the page of distinct values begins, if there is one, and where the data.
    begins: (Option<u64>, Option<u64>),
}

impl<'a, W: PageWriter> Pages<'a, W> {
    /// Pages are compressed or not; of ways to do it there is one.
    pub(super) fn new(to: &'a mut W, compression: Compression) -> Self {
        let is_packed = compression != Compression::UNCOMPRESSED;
        let encoder = is_packed.then(snap::raw::Encoder::new);
        Self { to, encoder, compressed: 0, raw: 0, written: 0, begins: (None, None) }
    }

    /// The distinct values, as they stand when they are not numbered.
    pub(super) fn distinct(&mut self, page: &[u8], num_values: u32) -> Result<(), ParquetError> {
        let buf = self.packed(page)?;
        let encoding = Encoding::PLAIN;
        let page = (Page::DictionaryPage { buf, num_values, encoding, is_sorted: false }, page);
        let told = self.write(page)?;
        self.begins.0 = Some(told.offset);
        Ok(())
    }

    /// The values of so many rows.
    pub(super) fn data(
        &mut self,
        page: &[u8],
        num_values: u32,
        encoding: Encoding,
    ) -> Result<(), ParquetError> {
        let data = Page::DataPage {
            buf: self.packed(page)?,
            num_values,
            encoding,
            def_level_encoding: Encoding::RLE,
            rep_level_encoding: Encoding::RLE,
            statistics: None,
        };
        let told = self.write((data, page))?;
        self.begins.1.get_or_insert(told.offset);
        Ok(())
    }

    fn packed(&mut self, page: &[u8]) -> Result<Bytes, ParquetError> {
        match &mut self.encoder {
            Some(encoder) => Ok(encoder.compress_vec(page)?.into()),
            None => Ok(Bytes::copy_from_slice(page)),
        }
    }

    fn write(&mut self, (page, raw): (Page, &[u8])) -> Result<PageWriteSpec, ParquetError> {
        let told = self.to.write_page(CompressedPage::new(page, raw.len()))?;
        self.compressed += told.compressed_size;
        self.raw += told.uncompressed_size;
        self.written += told.bytes_written;
        Ok(told)
    }

    /// What the file has to say of the column.
    pub(super) fn close(
        self,
        described: ColumnDescPtr,
        rows: usize,
    ) -> Result<ColumnCloseResult, ParquetError> {
        let (distinct, data) = self.begins;
        let encodings: &[Encoding] = match distinct {
            None => &[Encoding::PLAIN, Encoding::RLE],
            Some(_) => &[Encoding::PLAIN, Encoding::RLE, Encoding::RLE_DICTIONARY],
        };
        let metadata = ColumnChunkMetaData::builder(described)
            .set_compression(match self.encoder {
                Some(_) => Compression::SNAPPY,
                None => Compression::UNCOMPRESSED,
            })
            .set_encodings_mask(EncodingMask::new_from_encodings(encodings.iter()))
            .set_total_compressed_size(i64::try_from(self.compressed)?)
            .set_total_uncompressed_size(i64::try_from(self.raw)?)
            .set_num_values(i64::try_from(rows)?)
            .set_dictionary_page_offset(distinct.map(i64::try_from).transpose()?)
            .set_data_page_offset(i64::try_from(data.unwrap_or_default())?)
            .build()?;
        Ok(ColumnCloseResult {
            bytes_written: self.written,
            rows_written: rows as u64,
            metadata,
            bloom_filter: None,
            column_index: None,
            offset_index: None,
        })
    }
}

/// Begins a page with the levels of a column that lacks nothing: one run, with its length in bytes
/// before it.
pub(super) fn all_there(count: u32, page: &mut Vec<u8>) {
    page.extend([0; 4]);
    varint(u64::from(count) << 1, page);
    page.push(1);
    // The run is far shorter than a length of one byte can say.
    let [length, ..] = (page.len() as u64 - 4).to_le_bytes();
    page.first_mut().into_iter().for_each(|it| *it = length);
}

/// A number in as many bytes as it needs, seven bits each.
pub(super) fn varint(mut number: u64, page: &mut Vec<u8>) {
    while number >= 0x80 {
        let [low, ..] = number.to_le_bytes();
        page.push(low | 0x80);
        number >>= 7;
    }
    let [low, ..] = number.to_le_bytes();
    page.push(low);
}
