//! The columns of a group of rows, each encoded into memory of its own, so that all can be encoded
//! side by side.

use ::parquet::basic::{Compression, Encoding, EncodingMask};
use ::parquet::column::page::{CompressedPage, Page, PageWriter};
use ::parquet::column::writer::{ColumnCloseResult, get_column_writer};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::ColumnChunkMetaData;
use ::parquet::file::properties::WriterPropertiesPtr;
use ::parquet::file::writer::{SerializedPageWriter, TrackedWrite};
use ::parquet::schema::types::ColumnDescPtr;
use bytes::Bytes;

use super::sheet::{Growing, Kind};

/// Bytes of text in a page, before they are compressed.
const PAGE_BYTES: usize = 1 << 20;

/// A column as it will stand in the file.
pub(super) struct Chunk {
    pub(super) bytes: Bytes,
    pub(super) closed: ColumnCloseResult,
}

/// Encodes what a column holds.
pub(super) fn encode(
    column: &mut Growing,
    described: ColumnDescPtr,
    properties: WriterPropertiesPtr,
) -> Result<Chunk, ParquetError> {
    let mut to = TrackedWrite::new(Vec::new());
    let mut pages = SerializedPageWriter::new(&mut to);
    let closed = if column.kind == Kind::Text && column.is_everywhere() {
        plain(column, described, &mut pages)?
    } else {
        let mut writer = get_column_writer(described, properties, Box::new(pages));
        column.write(&mut writer)?;
        writer.close()?
    };
    Ok(Chunk { bytes: to.into_inner()?.into(), closed })
}

/// Writes texts that no row lacks. They are held as they stand in a page, so that a page is a part
/// of what is held; the library would take each text by itself.
fn plain(
    column: &Growing,
    described: ColumnDescPtr,
    pages: &mut impl PageWriter,
) -> Result<ColumnCloseResult, ParquetError> {
    let mut encoder = snap::raw::Encoder::new();
    let (mut compressed, mut raw, mut written) = (0, 0, 0);
    let mut ends = column.ends.as_slice();
    while let [from, rest @ ..] = ends {
        let count = rest.partition_point(|it| it - from <= PAGE_BYTES).max(1).min(rest.len());
        let Some(until) = count.checked_sub(1).and_then(|it| rest.get(it)) else { break };
        let values = u32::try_from(count)?;
        let mut page = all_there(values);
        page.extend_from_slice(column.texts.get(*from..*until).unwrap_or_default());
        let bytes = encoder.compress_vec(&page)?;
        let told = pages.write_page(CompressedPage::new(data_page(bytes, values), page.len()))?;
        compressed += told.compressed_size;
        raw += told.uncompressed_size;
        written += told.bytes_written;
        ends = ends.get(count..).unwrap_or_default();
    }
    let rows = column.ends.len() - 1;
    let metadata = ColumnChunkMetaData::builder(described)
        .set_compression(Compression::SNAPPY)
        .set_encodings_mask(EncodingMask::new_from_encodings(
            [Encoding::PLAIN, Encoding::RLE].iter(),
        ))
        .set_total_compressed_size(i64::try_from(compressed)?)
        .set_total_uncompressed_size(i64::try_from(raw)?)
        .set_num_values(i64::try_from(rows)?)
        .set_data_page_offset(0)
        .build()?;
    Ok(ColumnCloseResult {
        bytes_written: written,
        rows_written: rows as u64,
        metadata,
        bloom_filter: None,
        column_index: None,
        offset_index: None,
    })
}

fn data_page(bytes: Vec<u8>, values: u32) -> Page {
    Page::DataPage {
        buf: bytes.into(),
        num_values: values,
        encoding: Encoding::PLAIN,
        def_level_encoding: Encoding::RLE,
        rep_level_encoding: Encoding::RLE,
        statistics: None,
    }
}

/// The levels of a page that lacks nothing: one run, with its length in bytes before it.
fn all_there(count: u32) -> Vec<u8> {
    let mut page = Vec::with_capacity(PAGE_BYTES + PAGE_BYTES / 8);
    page.extend([0; 4]);
    let mut header = u64::from(count) << 1;
    while header >= 0x80 {
        page.push(low(header) | 0x80);
        header >>= 7;
    }
    page.extend([low(header), 1]);
    // The run is far shorter than a length of one byte can say.
    let length = low(page.len() as u64 - 4);
    page.first_mut().into_iter().for_each(|it| *it = length);
    page
}

fn low(number: u64) -> u8 {
    let [low, ..] = number.to_le_bytes();
    low
}
