//! Whether a file has the form of its fact, as far as its footer tells.

use std::path::Path;

use arrow::datatypes::Schema;
use parquet::arrow::arrow_reader::ArrowReaderMetadata;
use parquet::basic::Compression;
use parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};

use crate::error::FactsError;
use crate::schema::{Column, Fact, Optional, VERSION, VERSION_KEY};

/// Checks a file before anything of it is read.
pub(super) fn check(path: &Path, fact: Fact, read: &ArrowReaderMetadata) -> Result<(), FactsError> {
    let pairs = read.metadata().file_metadata().key_value_metadata();
    let said = pairs.and_then(|it| it.iter().find(|it| it.key == VERSION_KEY));
    let said = said.and_then(|it| it.value.as_deref());
    if said != Some(VERSION.to_string().as_str()) {
        return Err(FactsError::Version {
            path: path.to_owned(),
            found: said.map_or_else(|| "(none said)".to_owned(), ToOwned::to_owned),
            wanted: VERSION,
        });
    }
    for column in fact.columns() {
        let Ok(field) = read.schema().field_with_name(column.name) else {
            return Err(FactsError::NoColumn {
                path: path.to_owned(),
                column: column.name,
                holds: column.holds.word(),
                found: names(read.schema()),
            });
        };
        if *field.data_type() != column.holds.arrow() {
            return Err(FactsError::WrongType {
                path: path.to_owned(),
                column: column.name,
                found: field.data_type().to_string(),
                holds: column.holds.word(),
            });
        }
        filled(path, column, read)?;
        can_be_unpacked(path, column, read)?;
    }
    Ok(())
}

fn names(schema: &Schema) -> String {
    let names: Vec<&str> = schema.fields().iter().map(|it| it.name().as_str()).collect();
    names.join(", ")
}

/// The parts of a column, in all row groups. A column of this name within another is not it.
fn chunks<'a>(
    read: &'a ArrowReaderMetadata,
    column: &'a Column,
) -> impl Iterator<Item = &'a ColumnChunkMetaData> {
    let all = read.metadata().row_groups().iter().flat_map(RowGroupMetaData::columns);
    all.filter(|it| it.column_path().parts() == [column.name])
}

/// Refuses empty places that the statistics tell of: they may lie where nobody would read.
fn filled(path: &Path, column: &Column, read: &ArrowReaderMetadata) -> Result<(), FactsError> {
    let empty = chunks(read, column).filter_map(|it| it.statistics()?.null_count_opt()).sum();
    if empty == 0 || column.optional == Optional::Yes {
        return Ok(());
    }
    Err(FactsError::Empty { path: path.to_owned(), column: column.name, rows: empty })
}

fn can_be_unpacked(
    path: &Path,
    column: &Column,
    read: &ArrowReaderMetadata,
) -> Result<(), FactsError> {
    let unknown = |it: &Compression| match it {
        Compression::UNCOMPRESSED
        | Compression::SNAPPY
        | Compression::GZIP(_)
        | Compression::ZSTD(_) => false,
        Compression::LZO | Compression::BROTLI(_) | Compression::LZ4 | Compression::LZ4_RAW => true,
    };
    match chunks(read, column).map(ColumnChunkMetaData::compression).find(unknown) {
        None => Ok(()),
        Some(found) => Err(FactsError::Compressed {
            path: path.to_owned(),
            column: column.name,
            found: found.to_string(),
        }),
    }
}
