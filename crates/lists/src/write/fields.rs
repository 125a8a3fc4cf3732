//! The rows of a group as the fields of text files.

use std::io::{self, Write};

use super::growing::{Growing, Kind, LENGTH};
use super::sheet::csv_cause;
use crate::read::BETWEEN;

/// A column read from its start, for text files.
pub(super) struct Fields<'a> {
    column: &'a Growing,
    row: usize,
    level: usize,
    text: usize,
}

impl<'a> Fields<'a> {
    pub(super) fn of(column: &'a Growing) -> Self {
        Self { column, row: 0, level: 0, text: 0 }
    }

    fn next_text(&mut self) -> &'a [u8] {
        let ends = &self.column.ends;
        let bounds = ends.get(self.text).copied().zip(ends.get(self.text + 1).copied());
        self.text += 1;
        bounds.and_then(|(from, to)| self.column.texts.get(from + LENGTH..to)).unwrap_or_default()
    }

    fn next_level(&mut self) -> i16 {
        self.level += 1;
        self.column.defined.get(self.level - 1).copied().unwrap_or(0)
    }

    pub(super) fn write_next<W: Write>(&mut self, writer: &mut ::csv::Writer<W>) -> io::Result<()> {
        let row = self.row;
        self.row += 1;
        let written = match self.column.kind {
            Kind::Text | Kind::Repeated => {
                let is_there = self.next_level() == 1;
                writer.write_field(if is_there { self.next_text() } else { &[] })
            }
            Kind::List => writer.write_field(self.next_list()),
            Kind::Real => {
                let number = self.column.reals.get(row).copied().unwrap_or_default();
                writer.write_field(number.to_string())
            }
            Kind::Small => {
                let number = self.column.smalls.get(row).copied().unwrap_or_default();
                writer.write_field(number.to_string())
            }
        };
        written.map_err(csv_cause)
    }

    fn next_list(&mut self) -> Vec<u8> {
        let mut joined = Vec::new();
        if self.next_level() == 2 {
            joined.extend_from_slice(self.next_text());
        }
        while self.column.repeated.get(self.level) == Some(&1) {
            self.level += 1;
            joined.extend_from_slice(BETWEEN.encode_utf8(&mut [0; 4]).as_bytes());
            joined.extend_from_slice(self.next_text());
        }
        joined
    }
}
