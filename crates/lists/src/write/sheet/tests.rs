//! A disk that fills while a file is written.

use std::io::{self, Write};

use super::{Kind, Sheet, Standing};
use crate::read::Format;

/// Takes so many bytes and no more.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        if taken == 0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(taken) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn write(to: Full, format: Format) -> io::Result<u64> {
    let columns = [("record_id".to_owned(), Kind::Text)];
    let mut sheet = Sheet::begin(to, format, Standing::KEPT, columns)?;
    for number in 0..1000 {
        for column in &mut sheet.columns {
            column.text(Some(&format!("record {number}")));
        }
        sheet.end_row()?;
    }
    sheet.finish().map(|it| it.1)
}

#[test]
fn a_full_disk_is_an_error_however_full_it_is() {
    for format in [Format::Parquet, Format::Csv] {
        for bytes in (0..1500).step_by(50) {
            let refused = write(Full(bytes), format).unwrap_err();
            assert_eq!(refused.kind(), io::ErrorKind::StorageFull, "{format:?} {bytes}");
        }
        assert_eq!(write(Full(1 << 20), format).unwrap(), 1000);
    }
}
