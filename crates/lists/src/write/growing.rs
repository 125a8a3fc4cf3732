//! A column on its way into a file, as its rows come.

use std::sync::Arc;

use ::parquet::basic::{LogicalType, Repetition, Type as Physical};
use ::parquet::column::writer::{ColumnWriter, get_typed_column_writer_mut};
use ::parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type};
use ::parquet::errors::ParquetError;
use ::parquet::schema::types::{Type, TypePtr};
use bytes::Bytes;

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
    pub(super) name: String,
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

impl Growing {
    pub(super) fn new(name: String, kind: Kind) -> Self {
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

    pub(super) fn clear(&mut self) {
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

    /// The texts, each with its length before it.
    pub(super) fn each(&self) -> impl Iterator<Item = &[u8]> {
        self.ends.windows(2).map(|it| match it {
            [from, to] => self.texts.get(*from..*to).unwrap_or_default(),
            _ => &[],
        })
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

    pub(super) fn node(&self) -> Result<TypePtr, ParquetError> {
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
