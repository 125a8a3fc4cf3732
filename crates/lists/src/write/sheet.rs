//! Rows on their way into a file: gathered by column, written a group of rows at a time.

use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

use ::parquet::basic::Compression;
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::{EnabledStatistics, WriterProperties};
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::types::{ColumnPath, SchemaDescriptor, Type, TypePtr};
use rayon::prelude::*;

use super::chunk::{self, Chunk};
use super::fields::Fields;
use super::growing::{Growing, Kind};
use crate::read::Format;

/// Distinct texts of a group of rows that stand once each: most columns have fewer bytes of them.
const DISTINCT_BYTES: usize = 1 << 24;

/// How the rows of a Parquet file stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    /// So many rows are held, and make a group of the file.
    pub(super) rows_a_group: usize,
    pub(super) compression: Compression,
}

impl Standing {
    /// Of files that are kept.
    pub(super) const KEPT: Self = Self { rows_a_group: 1 << 17, compression: Compression::SNAPPY };
    /// Of files that are read far more often than they are written. In larger groups more of
    /// their texts come again, and each is looked at once a group; unpacking them would be a sixth
    /// of reading.
    pub(super) const READ_OFTEN: Self =
        Self { rows_a_group: 1 << 19, compression: Compression::UNCOMPRESSED };
}

/// A file in the making.
pub(super) struct Sheet<W: Write + Send> {
    pub(super) columns: Vec<Growing>,
    standing: Standing,
    rows: usize,
    written: u64,
    writer: Writer<W>,
}

impl<W: Write + Send> fmt::Debug for Sheet<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sheet").field("rows", &self.rows).finish_non_exhaustive()
    }
}

enum Writer<W: Write + Send> {
    Parquet {
        writer: Box<SerializedFileWriter<W>>,
        schema: SchemaDescriptor,
        /// The group before the one that is held, encoded: it is written while that is encoded.
        encoded: Vec<Chunk>,
    },
    Csv(Box<::csv::Writer<W>>),
}

impl<W: Write + Send> Sheet<W> {
    pub(super) fn begin(
        to: W,
        format: Format,
        standing: Standing,
        columns: impl IntoIterator<Item = (String, Kind)>,
    ) -> io::Result<Self> {
        let columns: Vec<Growing> =
            columns.into_iter().map(|(name, kind)| Growing::new(name, kind)).collect();
        let writer = match format {
            Format::Parquet => {
                let schema = schema(&columns).map_err(cause)?;
                let properties = Arc::new(properties(&columns, standing.compression));
                let writer = SerializedFileWriter::new(to, schema, properties);
                let writer = Box::new(writer.map_err(cause)?);
                let schema = writer.schema_descr().clone();
                Writer::Parquet { writer, schema, encoded: Vec::new() }
            }
            Format::Csv => {
                let mut writer = ::csv::Writer::from_writer(to);
                writer.write_record(columns.iter().map(|it| &it.name)).map_err(csv_cause)?;
                Writer::Csv(Box::new(writer))
            }
        };
        Ok(Self { columns, standing, rows: 0, written: 0, writer })
    }

    /// Takes many rows, columns side by side: `fill` gives a column, by number, the values of some
    /// of them.
    pub(super) fn take<T: Sync>(
        &mut self,
        mut rows: &[T],
        fill: impl Fn(&mut Growing, usize, &[T]) + Sync,
    ) -> io::Result<()> {
        while !rows.is_empty() {
            let (some, rest) =
                rows.split_at(rows.len().min(self.standing.rows_a_group - self.rows));
            let columns = self.columns.par_iter_mut().enumerate();
            columns.for_each(|(at, column)| fill(column, at, some));
            self.end_rows(some.len())?;
            rows = rest;
        }
        Ok(())
    }

    /// All columns have the next row's value.
    pub(super) fn end_row(&mut self) -> io::Result<()> {
        self.end_rows(1)
    }

    /// All columns have the values of so many more rows, no more than there is room for.
    fn end_rows(&mut self, rows: usize) -> io::Result<()> {
        self.rows += rows;
        if self.rows < self.standing.rows_a_group { Ok(()) } else { self.flush() }
    }

    /// Writes what is left, and gives back what was written to, with the number of rows.
    pub(super) fn finish(mut self) -> io::Result<(W, u64)> {
        self.flush()?;
        let to = match self.writer {
            Writer::Parquet { mut writer, encoded, .. } => {
                write(&mut writer, encoded)?;
                writer.into_inner().map_err(cause)?
            }
            Writer::Csv(mut writer) => {
                writer.flush()?;
                writer.into_inner().map_err(::csv::IntoInnerError::into_error)?
            }
        };
        Ok((to, self.written))
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        match &mut self.writer {
            Writer::Parquet { writer, schema, encoded } => {
                let properties = writer.properties().clone();
                let compression = self.standing.compression;
                let columns = self.columns.par_iter_mut().enumerate();
                let encode = || -> Result<Vec<Chunk>, ParquetError> {
                    let encode = |(at, it)| {
                        chunk::encode(it, schema.column(at), properties.clone(), compression)
                    };
                    columns.map(encode).collect()
                };
                let before = std::mem::take(encoded);
                let (written, coming) = rayon::join(|| write(writer, before), encode);
                written?;
                *encoded = coming.map_err(cause)?;
            }
            Writer::Csv(writer) => {
                let mut columns: Vec<Fields<'_>> = self.columns.iter().map(Fields::of).collect();
                for _ in 0..self.rows {
                    for column in &mut columns {
                        column.write_next(writer)?;
                    }
                    writer.write_record(None::<&[u8]>).map_err(csv_cause)?;
                }
            }
        }
        self.columns.iter_mut().for_each(Growing::clear);
        self.written += self.rows as u64;
        self.rows = 0;
        Ok(())
    }
}

/// Writes a group of encoded columns, if there is one.
fn write<W: Write + Send>(
    writer: &mut SerializedFileWriter<W>,
    chunks: Vec<Chunk>,
) -> io::Result<()> {
    if chunks.is_empty() {
        return Ok(());
    }
    let mut group = writer.next_row_group().map_err(cause)?;
    for Chunk { bytes, closed } in chunks {
        group.append_column(&bytes, closed).map_err(cause)?;
    }
    group.close().map_err(cause)?;
    // A full disk is told as such here, and not when all is closed.
    writer.flush()
}

fn schema(columns: &[Growing]) -> Result<TypePtr, ParquetError> {
    let fields = columns.iter().map(Growing::node).collect::<Result<_, _>>()?;
    Ok(Arc::new(Type::group_type_builder("schema").with_fields(fields).build()?))
}

/// Quick to write, and read by everything that reads Parquet.
fn properties(columns: &[Growing], compression: Compression) -> WriterProperties {
    let mut properties = WriterProperties::builder()
        .set_created_by(concat!("throughcare ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(compression)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_offset_index_disabled(true)
        .set_dictionary_page_size_limit(DISTINCT_BYTES)
        .set_dictionary_enabled(false);
    for column in columns {
        let path = ColumnPath::new(vec![column.name.clone()]);
        properties = match column.kind {
            Kind::Text | Kind::List => properties,
            Kind::Repeated | Kind::Small => properties.set_column_dictionary_enabled(path, true),
            Kind::Real => properties.set_column_statistics_enabled(path, EnabledStatistics::Chunk),
        };
    }
    properties.build()
}

/// What the system said, if it said anything.
fn cause(error: ParquetError) -> io::Error {
    let ParquetError::External(source) = error else { return io::Error::other(error) };
    source.downcast().map_or_else(io::Error::other, |cause| *cause)
}

pub(super) fn csv_cause(error: ::csv::Error) -> io::Error {
    let words = error.to_string();
    let ::csv::ErrorKind::Io(cause) = error.into_kind() else { return io::Error::other(words) };
    cause
}

#[cfg(test)]
mod tests;
