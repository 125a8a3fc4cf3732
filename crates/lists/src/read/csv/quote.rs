//! Whether a record ends within quotes, which is to say: with the file.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, ErrorKind, Read, Seek, SeekFrom};

use ::csv::Position;

/// Where in a record one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    FieldBegins,
    Bare,
    Quoted,
    /// After a quote within quotes: it closes them, or another makes it a letter.
    MayClose,
}

/// The line where the quote opens within which this record, and so the file, ends. The file is left
/// where it was; of one that cannot be gone back in, such as a pipe, nothing is said.
pub(super) fn left_open(mut file: &File, record: &Position) -> io::Result<Option<u64>> {
    let before = match file.stream_position() {
        Err(error) if error.kind() == ErrorKind::NotSeekable => return Ok(None),
        before => before?,
    };
    file.seek(SeekFrom::Start(record.byte()))?;
    let opened = opened(BufReader::new(file), record);
    file.seek(SeekFrom::Start(before))?;
    opened
}

fn opened(mut from: BufReader<impl Read>, record: &Position) -> io::Result<Option<u64>> {
    if record.byte() == 0 && from.fill_buf()?.starts_with(b"\xEF\xBB\xBF") {
        from.consume(3);
    }
    let (mut state, mut is_begun) = (State::FieldBegins, false);
    let (mut line, mut opened) = (record.line(), record.line());
    for byte in from.bytes() {
        let byte = byte?;
        state = match (state, byte) {
            (State::FieldBegins, b'"') => {
                opened = line;
                State::Quoted
            }
            (State::Quoted, b'"') => State::MayClose,
            (State::Quoted, _) | (State::MayClose, b'"') => State::Quoted,
            (_, b'\r' | b'\n') if is_begun => return Ok(None),
            // Empty lines before a record are no records.
            (_, b',' | b'\r' | b'\n') => State::FieldBegins,
            _ => State::Bare,
        };
        is_begun |= !matches!(byte, b'\r' | b'\n');
        line += u64::from(byte == b'\n');
    }
    Ok((state == State::Quoted).then_some(opened))
}
