//! Rows on their way into a file: gathered by column, written a group of rows at a time.

use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use ::parquet::column::writer::{ColumnWriter, get_typed_column_writer_mut};
use ::parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::{EnabledStatistics, WriterProperties};
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::types::{ColumnPath, SchemaDescriptor, Type, TypePtr};
use bytes::Bytes;
use rayon::prelude::*;

use super::chunk::{self, Chunk};
use super::fields::Fields;
use crate::read::Format;

/// So many rows are held, and make a group of the file.
pub(super) const ROWS_A_GROUP: usize = 1 << 17;
/// Bytes of the length before a text.
pub(super) const LENGTH: usize = 4;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text that is hardly ever the same twice.
    Text,
    /// Text that often is.
    Repeated,
    /// Several texts.
    List,
    /// A number with a point.
    Real,
    /// A whole number from -128 to 127.
    Small,
}

/// A column in the making.
#[derive(Debug)]
pub(super) struct Growing {
    name: String,
    pub(super) kind: Kind,
    /// As they stand in a page: the length in four bytes, then the bytes.
    pub(super) texts: Vec<u8>,
    /// Where each text ends; the first entry is 0.
    pub(super) ends: Vec<usize>,
    pub(super) reals: Vec<f64>,
    pub(super) smalls: Vec<i32>,
    /// As Parquet counts: whether there is a value, and whether it goes on with the last list.
    pub(super) defined: Vec<i16>,
    pub(super) repeated: Vec<i16>,
}

/// A file in the making.
pub(super) struct Sheet<W: Write + Send> {
    pub(super) columns: Vec<Growing>,
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
        columns: impl IntoIterator<Item = (String, Kind)>,
    ) -> io::Result<Self> {
        let columns: Vec<Growing> =
            columns.into_iter().map(|(name, kind)| Growing::new(name, kind)).collect();
        let writer = match format {
            Format::Parquet => {
                let schema = schema(&columns).map_err(cause)?;
                let properties = Arc::new(properties(&columns));
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
        Ok(Self { columns, rows: 0, written: 0, writer })
    }

    /// Takes many rows, columns side by side: `fill` gives a column, by number, the values of some
    /// of them.
    pub(super) fn take<T: Sync>(
        &mut self,
        mut rows: &[T],
        fill: impl Fn(&mut Growing, usize, &[T]) + Sync,
    ) -> io::Result<()> {
        while !rows.is_empty() {
            let (some, rest) = rows.split_at(rows.len().min(ROWS_A_GROUP - self.rows));
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
        if self.rows < ROWS_A_GROUP { Ok(()) } else { self.flush() }
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
                let columns = self.columns.par_iter_mut().enumerate();
                let encode = || -> Result<Vec<Chunk>, ParquetError> {
                    let encode =
                        |(at, it)| chunk::encode(it, schema.column(at), properties.clone());
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

impl Growing {
    fn new(name: String, kind: Kind) -> Self {
        Self {
            name,
            kind,
            texts: Vec::new(),
            ends: vec![0],
            reals: Vec::new(),
            smalls: Vec::new(),
            defined: Vec::new(),
            repeated: Vec::new(),
        }
    }

    fn clear(&mut self) {
        self.texts.clear();
        self.ends.truncate(1);
        self.reals.clear();
        self.smalls.clear();
        self.defined.clear();
        self.repeated.clear();
    }

    pub(super) fn text(&mut self, text: Option<&str>) {
        self.defined.push(i16::from(text.is_some()));
        self.keep(text);
    }

    /// The text that the parts make together.
    pub(super) fn text_joined(&mut self, parts: [&str; 3]) {
        self.defined.push(1);
        let length = parts.iter().map(|it| it.len()).sum();
        self.begin(length);
        for part in parts {
            self.texts.extend_from_slice(part.as_bytes());
        }
        self.ends.push(self.texts.len());
    }

    fn begin(&mut self, length: usize) {
        // Longer texts than that are in no set of records.
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        self.texts.extend_from_slice(&length.to_le_bytes());
    }

    fn keep(&mut self, text: Option<&str>) {
        if let Some(text) = text {
            self.begin(text.len());
            self.texts.extend_from_slice(text.as_bytes());
            self.ends.push(self.texts.len());
        }
    }

    /// A list: missing, empty, or of these texts.
    pub(super) fn list<'t>(&mut self, texts: Option<impl IntoIterator<Item = &'t str>>) {
        let Some(texts) = texts else {
            self.defined.push(0);
            self.repeated.push(0);
            return;
        };
        let first = self.defined.len();
        for text in texts {
            self.repeated.push(i16::from(self.defined.len() > first));
            self.defined.push(2);
            self.keep(Some(text));
        }
        if self.defined.len() == first {
            self.defined.push(1);
            self.repeated.push(0);
        }
    }

    pub(super) fn real(&mut self, number: f64) {
        self.reals.push(number);
    }

    pub(super) fn small(&mut self, number: i8) {
        self.smalls.push(i32::from(number));
    }

    /// Whether every row has a text.
    pub(super) fn is_everywhere(&self) -> bool {
        self.ends.len() == self.defined.len() + 1
    }

    pub(super) fn write(&mut self, writer: &mut ColumnWriter<'_>) -> Result<(), ParquetError> {
        match self.kind {
            Kind::Text | Kind::Repeated => {
                let texts = self.arrays();
                let writer = get_typed_column_writer_mut::<ByteArrayType>(writer);
                writer.write_batch(&texts, Some(&self.defined), None)?;
            }
            Kind::List => {
                let texts = self.arrays();
                let writer = get_typed_column_writer_mut::<ByteArrayType>(writer);
                writer.write_batch(&texts, Some(&self.defined), Some(&self.repeated))?;
            }
            Kind::Real => {
                let writer = get_typed_column_writer_mut::<DoubleType>(writer);
                writer.write_batch(&self.reals, None, None)?;
            }
            Kind::Small => {
                let writer = get_typed_column_writer_mut::<Int32Type>(writer);
                writer.write_batch(&self.smalls, None, None)?;
            }
        }
        Ok(())
    }

    /// The texts as parts of one piece of memory.
    fn arrays(&mut self) -> Vec<ByteArray> {
        let all = Bytes::from(std::mem::take(&mut self.texts));
        let parts = self.ends.windows(2).map(|it| match it {
            [from, to] => ByteArray::from(all.slice(*from + LENGTH..*to)),
            _ => ByteArray::new(),
        });
        parts.collect()
    }

    fn node(&self) -> Result<TypePtr, ParquetError> {
        let text = |name, repetition| {
            Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
                .with_repetition(repetition)
                .with_logical_type(Some(LogicalType::String))
                .build()
        };
        let built = match self.kind {
            Kind::Text | Kind::Repeated => text(&self.name, Repetition::OPTIONAL)?,
            Kind::List => {
                let element = text("element", Repetition::REQUIRED)?;
                let list = Type::group_type_builder("list")
                    .with_repetition(Repetition::REPEATED)
                    .with_fields(vec![Arc::new(element)])
                    .build()?;
                Type::group_type_builder(&self.name)
                    .with_repetition(Repetition::OPTIONAL)
                    .with_logical_type(Some(LogicalType::List))
                    .with_fields(vec![Arc::new(list)])
                    .build()?
            }
            Kind::Real => Type::primitive_type_builder(&self.name, Physical::DOUBLE)
                .with_repetition(Repetition::REQUIRED)
                .build()?,
            Kind::Small => Type::primitive_type_builder(&self.name, Physical::INT32)
                .with_repetition(Repetition::REQUIRED)
                .with_logical_type(Some(LogicalType::integer(8, true)))
                .build()?,
        };
        Ok(Arc::new(built))
    }
}

fn schema(columns: &[Growing]) -> Result<TypePtr, ParquetError> {
    let fields = columns.iter().map(Growing::node).collect::<Result<_, _>>()?;
    Ok(Arc::new(Type::group_type_builder("schema").with_fields(fields).build()?))
}

/// Quick to write, and read by everything that reads Parquet.
fn properties(columns: &[Growing]) -> WriterProperties {
    let mut properties = WriterProperties::builder()
        .set_created_by(concat!("throughcare ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_offset_index_disabled(true)
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
