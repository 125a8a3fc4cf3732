//! Files as other programs write them: all say the same.

use std::path::{Path, PathBuf};

use lists::{ListError, columns};

const COLUMNS: [&str; 8] =
    ["record_id", "forename", "surname", "dob", "seen", "alias_surname", "shoe_size", "here"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files")
}

fn read(path: &Path) -> Result<Vec<Vec<Option<String>>>, ListError> {
    let tables = columns(path, &COLUMNS, &[])?;
    let rows = tables.iter().flat_map(|table| (0..table.len()).map(move |row| (table, row)));
    Ok(rows.map(|(table, row)| COLUMNS.iter().map(|it| table.text(it, row)).collect()).collect())
}

#[test]
fn what_polars_duckdb_and_pyarrow_write_is_read_alike() {
    let text = |it: &str| Some(it.to_owned());
    let wanted = vec![
        vec![
            text("1"),
            text("Zoë"),
            text("O'Brien-Smith"),
            text("1980-02-29"),
            text("2020-01-02"),
            text("Smith;Smyth"),
            text("8.5"),
            text("true"),
        ],
        vec![text("2"), None, text("JONES"), None, None, None, None, text("false")],
        vec![
            text("3"),
            text("Łukasz"),
            text(""),
            text("1975-12-01"),
            text("1969-12-31"),
            text(""),
            text("11"),
            None,
        ],
    ];
    let mut files = 0;
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "parquet") {
            assert_eq!(read(&path).unwrap(), wanted, "{}", path.display());
            files += 1;
        }
    }
    assert!(files >= 11, "{files} files");
}

#[test]
fn a_file_cut_off_anywhere_is_refused_and_nothing_falls_over() {
    for name in ["polars_zstd.parquet", "duckdb_v1.parquet", "pyarrow_v2.parquet"] {
        let whole = std::fs::read(folder().join(name)).unwrap();
        let path = std::env::temp_dir().join(format!("cut-{}-{name}", std::process::id()));
        for length in 0..whole.len() {
            std::fs::write(&path, &whole[..length]).unwrap();
            let refused = read(&path).unwrap_err();
            assert!(matches!(refused, ListError::NotParquet { .. }), "{length}: {refused}");
        }
        std::fs::remove_file(&path).unwrap();
    }
}

#[test]
fn a_byte_changed_anywhere_in_the_pages_is_read_or_refused() {
    let whole = std::fs::read(folder().join("pyarrow_plain.parquet")).unwrap();
    let path = std::env::temp_dir().join(format!("changed-{}.parquet", std::process::id()));
    for place in 4..whole.len() / 2 {
        let mut changed = whole.clone();
        changed[place] ^= 0x15;
        std::fs::write(&path, &changed).unwrap();
        // Whatever it says, it says it in one of the two ways.
        drop(read(&path));
    }
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn a_number_in_the_footer_that_is_far_too_large_is_read_or_refused() {
    // The largest numbers of 32 and of 64 bits as the footer writes numbers.
    let largest: [&[u8]; 2] = [
        &[0xfe, 0xff, 0xff, 0xff, 0x0f],
        &[0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
    ];
    let whole = std::fs::read(folder().join("pyarrow_delta.parquet")).unwrap();
    let path = std::env::temp_dir().join(format!("large-{}.parquet", std::process::id()));
    // The last eight bytes are the length of the footer and the mark.
    let (body, end) = whole.split_at(whole.len() - 8);
    let length = u32::from_le_bytes(end[..4].try_into().unwrap());
    let begins = body.len() - length as usize;
    // A six is three: the rows of the file, of a piece of it, or something else.
    let places = (begins..body.len()).filter(|it| body[*it] == 6);
    for (place, largest) in places.flat_map(|place| largest.map(|it| (place, it))) {
        let footer = [&body[begins..place], largest, &body[place + 1..]].concat();
        let length = u32::try_from(footer.len()).unwrap().to_le_bytes();
        let changed = [&body[..begins], &footer, &length, &end[4..]].concat();
        std::fs::write(&path, changed).unwrap();
        drop(columns(&path, &["alias_surname"], &[]));
        drop(read(&path));
    }
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn a_text_of_a_parquet_file_that_is_not_utf_8_is_told_with_its_column() {
    let mut whole = std::fs::read(folder().join("pyarrow_plain.parquet")).unwrap();
    let name = b"JONES";
    let places: Vec<usize> =
        whole.windows(name.len()).enumerate().filter(|it| it.1 == name).map(|it| it.0).collect();
    assert!(!places.is_empty(), "the name stands in the file");
    for place in places {
        whole[place] = 0xff;
    }
    let path = std::env::temp_dir().join(format!("bytes-{}.parquet", std::process::id()));
    std::fs::write(&path, whole).unwrap();
    let refused = columns(&path, &["surname"], &[]).unwrap_err().to_string();
    assert!(refused.contains("column surname: the text is not UTF-8"), "{refused}");
    std::fs::remove_file(&path).unwrap();
}

/// Each was found by fuzzing and ended the program.
#[test]
fn files_that_the_decoders_fell_over_are_refused() {
    let path = folder().join("damaged/no_dictionary.parquet");
    let refused = columns(&path, &["dob"], &[]).unwrap_err().to_string();
    assert!(refused.contains("its dictionary is not there"), "{refused}");
    let path = folder().join("damaged/length_beyond_page.parquet");
    let refused = columns(&path, &["forename"], &[]).unwrap_err().to_string();
    assert!(refused.contains("a page does not hold what it says"), "{refused}");
}
