//! Measures an archive before the workbook reader may open it.
//!
//! Every part is unpacked into a counter and a scanner, a little at a time, and thrown away. What
//! an archive says of its own size is never believed, only used to refuse sooner.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::fault::{ForeignFormat, SheetFault};

/// The most parts in a workbook. One of a register has about a dozen.
const PART_LIMIT: usize = 1_000;
/// The most a workbook may unpack to.
const UNPACKED_LIMIT_BYTES: u64 = 256 * 1024 * 1024;
/// The most a workbook may grow when unpacked. A sheet of 180,000 formatted empty cells, about the
/// emptiest an honest one can be, was measured to grow eightfold.
const UNPACKED_RATIO_LIMIT: u64 = 100;
/// Growth is judged only past this: small files compress as they like.
const UNPACKED_FREE_BYTES: u64 = 4 * 1024 * 1024;

/// Digits allowed in a count that the workbook reader reserves memory by: under ten million.
const COUNT_DIGITS_LIMIT: usize = 7;
/// Longer than any text the scanner looks for.
const SCAN_TAIL_BYTES: usize = 64;

const COMPOUND_FILE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
const LOCAL_HEADER: &[u8] = b"PK\x03\x04";
const CENTRAL_HEADER: &[u8] = b"PK\x01\x02";
const END_OF_DIRECTORY: &[u8] = b"PK\x05\x06";
/// The stream in which Office keeps a workbook that has a password.
const ENCRYPTED_STREAM: &str = "EncryptedPackage";

/// A fault when the first bytes are those of another known format.
pub(super) fn foreign(bytes: &[u8]) -> Option<SheetFault> {
    if bytes.starts_with(b"%PDF-") {
        return Some(SheetFault::Foreign(ForeignFormat::Pdf));
    }
    if !bytes.starts_with(COMPOUND_FILE) {
        return None;
    }
    let name: Vec<u8> = ENCRYPTED_STREAM.encode_utf16().flat_map(u16::to_le_bytes).collect();
    if contains(bytes, &name) {
        return Some(SheetFault::Encrypted);
    }
    Some(SheetFault::Foreign(ForeignFormat::OldExcel))
}

/// Whether the bytes begin as a zip archive, whole or not.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(LOCAL_HEADER) || bytes.starts_with(END_OF_DIRECTORY)
}

/// Refuses an archive that is not a plain workbook of a sensible size.
pub(super) fn inspect(bytes: &[u8]) -> Result<(), SheetFault> {
    let parts = bytes.windows(4).filter(|at| *at == CENTRAL_HEADER).count();
    if parts > PART_LIMIT {
        return Err(SheetFault::TooManyParts { parts, limit: PART_LIMIT });
    }
    let mut archive = open(bytes)?;
    check_names(&archive)?;
    if let Some(declared) = archive.decompressed_size() {
        check_size(u64::try_from(declared).unwrap_or(u64::MAX), bytes.len())?;
    }
    let mut unpacked_bytes = 0;
    for index in 0..archive.len() {
        unpacked_bytes = measure(&mut archive, index, unpacked_bytes, bytes.len())?;
    }
    Ok(())
}

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, SheetFault> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|_unreadable| {
        // The directory stands at the end: without one, the rest of the file never arrived.
        if contains(bytes, END_OF_DIRECTORY) { SheetFault::Damaged } else { SheetFault::Truncated }
    })
}

fn check_names(archive: &ZipArchive<Cursor<&[u8]>>) -> Result<(), SheetFault> {
    let names: Vec<String> = archive
        .file_names_raw()
        .map(|name| String::from_utf8_lossy(name).replace('\\', "/").to_lowercase())
        .collect();
    let has = |wanted: &str| names.iter().any(|name| name.ends_with(wanted));
    if has("vbaproject.bin") || names.iter().any(|name| name.contains("/macrosheets/")) {
        return Err(SheetFault::Macros);
    }
    if has("workbook.xml") {
        return Ok(());
    }
    Err(SheetFault::Foreign(if has("workbook.bin") {
        ForeignFormat::BinaryExcel
    } else if has("content.xml") && has("mimetype") {
        ForeignFormat::OpenDocument
    } else if has("word/document.xml") || has("ppt/presentation.xml") {
        ForeignFormat::OtherOffice
    } else {
        ForeignFormat::OtherArchive
    }))
}

/// Unpacks one part into nothing and answers how much all parts so far came to.
pub(super) fn measure(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    before_bytes: u64,
    packed_bytes: usize,
) -> Result<u64, SheetFault> {
    let mut part = archive.by_index(index).map_err(|fault| part_fault(&fault))?;
    let mut scan = Scan::default();
    let mut unpacked_bytes = before_bytes;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let count = part.read(&mut buffer).map_err(|_broken| SheetFault::Damaged)?;
        if count == 0 {
            return Ok(unpacked_bytes);
        }
        unpacked_bytes += count as u64;
        check_size(unpacked_bytes, packed_bytes)?;
        scan.feed(buffer.get(..count).unwrap_or_default())?;
    }
}

fn check_size(unpacked_bytes: u64, packed_bytes: usize) -> Result<(), SheetFault> {
    let by_ratio = (packed_bytes as u64).saturating_mul(UNPACKED_RATIO_LIMIT);
    let limit_bytes = by_ratio.clamp(UNPACKED_FREE_BYTES, UNPACKED_LIMIT_BYTES);
    if unpacked_bytes > limit_bytes {
        return Err(SheetFault::UnpacksTooBig { unpacked_bytes, limit_bytes });
    }
    Ok(())
}

fn part_fault(fault: &ZipError) -> SheetFault {
    let locked = |why: &str| why == ZipError::PASSWORD_REQUIRED;
    let wants_password = matches!(fault, ZipError::InvalidPassword)
        || matches!(fault, ZipError::UnsupportedArchive(why) if locked(why));
    if wants_password { SheetFault::Encrypted } else { SheetFault::Damaged }
}

/// Looks through a part for what no honest workbook holds.
///
/// White space and nulls are squeezed out first, so that neither padding nor a wide encoding hides
/// anything, and a short tail is kept so that nothing hides across two reads.
#[derive(Default)]
struct Scan {
    squeezed: Vec<u8>,
}

impl Scan {
    fn feed(&mut self, chunk: &[u8]) -> Result<(), SheetFault> {
        self.squeezed.extend(
            chunk
                .iter()
                .filter(|byte| **byte != 0 && !byte.is_ascii_whitespace())
                .map(u8::to_ascii_lowercase),
        );
        if self.has_declaration() || self.has_huge_count() {
            return Err(SheetFault::Hostile);
        }
        let tail_from = self.squeezed.len().saturating_sub(SCAN_TAIL_BYTES);
        self.squeezed.drain(..tail_from);
        Ok(())
    }

    /// A document type or an entity of its own: the way to fetch a file or to grow without end.
    fn has_declaration(&self) -> bool {
        contains(&self.squeezed, b"<!doctype") || contains(&self.squeezed, b"<!entity")
    }

    /// The workbook reader sets memory aside by this count before it has read a single text.
    fn has_huge_count(&self) -> bool {
        positions(&self.squeezed, b"uniquecount=").any(|at| {
            let digits = self.squeezed.iter().skip(at + b"uniquecount=".len() + 1);
            digits.take_while(|byte| byte.is_ascii_digit()).count() > COUNT_DIGITS_LIMIT
        })
    }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    positions(haystack, needle).next().is_some()
}

/// Where a text begins, by its first byte first: most bytes are not it.
fn positions<'a>(haystack: &'a [u8], needle: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let first = needle.first().copied().unwrap_or_default();
    haystack
        .iter()
        .enumerate()
        .filter(move |(_, byte)| **byte == first)
        .map(|(at, _)| at)
        .filter(move |at| haystack.get(*at..).is_some_and(|rest| rest.starts_with(needle)))
}
