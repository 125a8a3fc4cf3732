//! The columns of a group of rows, each encoded into memory of its own, so that all can be encoded
//! side by side.

use ::parquet::basic::{Compression, Encoding};
use ::parquet::column::page::PageWriter;
use ::parquet::column::writer::{ColumnCloseResult, get_column_writer};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterPropertiesPtr;
use ::parquet::file::writer::{SerializedPageWriter, TrackedWrite};
use ::parquet::schema::types::ColumnDescPtr;
use bytes::Bytes;

use super::few;
use super::growing::{Growing, Kind};
use super::pages::{Pages, all_there};

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
    compression: Compression,
) -> Result<Chunk, ParquetError> {
    let mut to = TrackedWrite::new(Vec::new());
    let mut pages = SerializedPageWriter::new(&mut to);
    let closed = if let Some(closed) = ours(column, &described, &mut pages, compression)? {
        closed
    } else {
        let mut writer = get_column_writer(described, properties, Box::new(pages));
        column.write(&mut writer)?;
        writer.close()?
    };
    Ok(Chunk { bytes: to.into_inner()?.into(), closed })
}

/// Encodes a column that lacks nothing, if its texts are held as they stand in a page, or if it has
/// few values.
fn ours(
    column: &Growing,
    described: &ColumnDescPtr,
    to: &mut impl PageWriter,
    compression: Compression,
) -> Result<Option<ColumnCloseResult>, ParquetError> {
    let mut pages = Pages::new(to, compression);
    let rows = match column.kind {
        Kind::Text if column.is_everywhere() => plain(column, &mut pages)?,
        Kind::Repeated if column.is_everywhere() => {
            let Some((texts, numbers)) = few::distinct(column.each()) else { return Ok(None) };
            let mut page = Vec::new();
            all_there(u32::try_from(numbers.len())?, &mut page);
            numbered((&texts.concat(), texts.len()), &numbers, page, &mut pages)?
        }
        Kind::Small => {
            let values = column.smalls.iter().copied();
            let Some((values, numbers)) = few::distinct(values) else { return Ok(None) };
            let plain: Vec<u8> = values.iter().flat_map(|it| it.to_le_bytes()).collect();
            numbered((&plain, values.len()), &numbers, Vec::new(), &mut pages)?
        }
        Kind::Text | Kind::Repeated | Kind::List | Kind::Real => return Ok(None),
    };
    pages.close(described.clone(), rows).map(Some)
}

/// Writes texts. They are held as they stand in a page, so that a page is a part of what is held.
fn plain(column: &Growing, pages: &mut Pages<'_, impl PageWriter>) -> Result<usize, ParquetError> {
    let mut page = Vec::with_capacity(PAGE_BYTES + PAGE_BYTES / 8);
    let mut ends = column.ends.as_slice();
    while let [from, rest @ ..] = ends {
        let count = rest.partition_point(|it| it - from <= PAGE_BYTES).max(1).min(rest.len());
        let Some(until) = count.checked_sub(1).and_then(|it| rest.get(it)) else { break };
        let values = u32::try_from(count)?;
        page.clear();
        all_there(values, &mut page);
        page.extend_from_slice(column.texts.get(*from..*until).unwrap_or_default());
        pages.data(&page, values, Encoding::PLAIN)?;
        ends = ends.get(count..).unwrap_or_default();
    }
    Ok(column.ends.len() - 1)
}

/// Writes distinct values, of which there are so many, and behind what the page begins with the
/// number of the one that each row has.
fn numbered(
    (distinct, count): (&[u8], usize),
    numbers: &[u8],
    mut page: Vec<u8>,
    pages: &mut Pages<'_, impl PageWriter>,
) -> Result<usize, ParquetError> {
    pages.distinct(distinct, u32::try_from(count)?)?;
    few::pack(numbers, count, &mut page);
    pages.data(&page, u32::try_from(numbers.len())?, Encoding::RLE_DICTIONARY)?;
    Ok(numbers.len())
}
