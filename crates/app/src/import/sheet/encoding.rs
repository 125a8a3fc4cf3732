//! Text from bytes whose encoding nobody wrote down.

use super::fault::SheetFault;

/// What 0x80 to 0x9F mean in Windows-1252, which older Excel writes. Five mean nothing and stay.
const WINDOWS_1252_HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// UTF-8 or UTF-16 with or without a mark, else Windows-1252; [`SheetFault::NotText`] for binary.
pub(super) fn decode(bytes: &[u8]) -> Result<String, SheetFault> {
    let text = if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        utf8_or_1252(rest)
    } else if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        utf16(rest, u16::from_le_bytes)?
    } else if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        utf16(rest, u16::from_be_bytes)?
    } else {
        unmarked(bytes)?
    };
    if is_text(&text) { Ok(text) } else { Err(SheetFault::NotText) }
}

/// Latin letters in UTF-16 have a null in every second byte; no other text has any.
fn unmarked(bytes: &[u8]) -> Result<String, SheetFault> {
    let nulls_from =
        |start: usize| bytes.iter().skip(start).step_by(2).filter(|b| **b == 0).count();
    let many = bytes.len() / 4;
    if bytes.len() >= 4 && nulls_from(1) > many {
        return utf16(bytes, u16::from_le_bytes);
    }
    if bytes.len() >= 4 && nulls_from(0) > many {
        return utf16(bytes, u16::from_be_bytes);
    }
    Ok(utf8_or_1252(bytes))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, SheetFault> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(SheetFault::Truncated);
    }
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .collect::<Result<String, _>>()
        .map_err(|_half_a_pair| SheetFault::NotText)
}

fn utf8_or_1252(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
    }
}

fn windows_1252(byte: u8) -> char {
    let high = byte.checked_sub(0x80).and_then(|at| WINDOWS_1252_HIGH.get(usize::from(at)));
    high.copied().unwrap_or(char::from(byte))
}

/// No nulls, and hardly a control character: one in a hundred is somebody's stray keystroke.
fn is_text(text: &str) -> bool {
    let control = |c: &char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    !text.contains('\0') && text.chars().filter(control).count() * 100 <= text.chars().count()
}
