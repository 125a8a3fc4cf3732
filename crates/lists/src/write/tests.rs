//! What is written is there whole or not at all, and is read back the same.

use std::path::{Path, PathBuf};

use jiff::civil::date;

use super::{PreparedWriter, Standing, TextWriter, nothing_lost, whole_file};
use crate::prepare::prepared;
use crate::read::columns;
use crate::table::Table;

fn path(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("lists-write-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

fn raw(name: &str) -> Vec<Table> {
    let path = path(name);
    let text = "record_id,forename,surname,alias_surname,dob\n\
        1,Ann,Lee,Lea;Leigh,1980-01-02\n2,,\"Ray, the\",,\n";
    std::fs::write(&path, text).unwrap();
    columns(&path, &["record_id", "forename", "surname", "alias_surname", "dob"], &[]).unwrap()
}

#[test]
fn prepared_records_are_read_back_as_they_were_written() {
    for ending in ["csv", "parquet"] {
        let from = raw(&format!("raw-{ending}.csv"));
        let to = path(&format!("prepared.{ending}"));
        let mut writer = PreparedWriter::create(&to).unwrap();
        for table in from {
            let (table, _) = prepared(table, date(2026, 1, 1));
            // The id is not among the columns that preparing is asked for.
            writer.take(&table, Some("ours")).unwrap();
        }
        assert_eq!(writer.finish().unwrap(), 2);
        let back = columns(&to, &["source", "names", "surname", "dob"], &[]).unwrap();
        let text = |column, row| back[0].text(column, row).unwrap_or_default();
        assert_eq!(text("names", 0), "ANN LEE;ANN LEA;ANN LEIGH");
        assert_eq!((text("names", 1), text("surname", 1)), (String::new(), "RAY, THE".to_owned()));
        assert_eq!(
            (text("dob", 0), text("source", 1)),
            ("1980-01-02".to_owned(), "ours".to_owned())
        );
    }
}

#[test]
fn a_file_that_is_not_finished_leaves_what_stood_there() {
    let to = path("kept.csv");
    whole_file(&to, "what stood there").unwrap();
    let mut writer = TextWriter::create(&to, &["a"]).unwrap();
    writer.take([Some("1")]).unwrap();
    drop(writer);
    assert_eq!(std::fs::read_to_string(&to).unwrap(), "what stood there");
    let folder = to.parent().unwrap();
    let names = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name());
    assert!(!names.into_iter().any(|it| it.to_string_lossy().contains("kept.csv.")));
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let refused = whole_file(&path("away/model.json"), "{}").unwrap_err().to_string();
    assert!(refused.contains("model.json cannot be written"), "{refused}");
}

#[test]
fn what_is_read_is_not_written_over_by_whatever_name() {
    let read = path("read.csv");
    whole_file(&read, "what is read").unwrap();
    let folder = read.parent().unwrap();
    let detour = folder.join(".").join("..").join(folder.file_name().unwrap()).join("read.csv");
    let mut names = vec![read.clone(), detour];
    #[cfg(unix)]
    {
        let links = [path("soft.csv"), path("hard.csv")];
        for link in &links {
            drop(std::fs::remove_file(link));
        }
        std::os::unix::fs::symlink(&read, &links[0]).unwrap();
        std::fs::hard_link(&read, &links[1]).unwrap();
        names.extend(links);
    }
    for name in &names {
        let refused = nothing_lost(&[&read], &[name]).unwrap_err().to_string();
        assert!(refused.contains("is read and cannot be written over"), "{refused}");
    }
    nothing_lost(&[&read], &[&path("other.csv"), &path("third.csv")]).unwrap();
    let (new, again) = (path("new.csv"), folder.join(".").join("new.csv"));
    let refused = nothing_lost(&[], &[&new, &again]).unwrap_err().to_string();
    assert!(refused.contains("are one file"), "{refused}");
}

#[test]
fn a_folder_or_a_device_is_not_written_over() {
    let folder = path("folder.csv");
    std::fs::create_dir_all(&folder).unwrap();
    for there in [folder, PathBuf::from("/dev/null")] {
        let refused = whole_file(&there, "{}").unwrap_err().to_string();
        assert!(refused.contains("is no file"), "{refused}");
    }
}

#[test]
fn texts_over_many_pages_and_groups_of_rows_are_read_back_be_they_compressed_or_not() {
    let uncompressed =
        Standing { rows_a_group: Standing::KEPT.rows_a_group, ..Standing::READ_OFTEN };
    let sizes = [("long", Standing::KEPT), ("longer", uncompressed)]
        .map(|(name, standing)| long_texts(&path(&format!("{name}.parquet")), standing));
    assert!(sizes[0] * 3 < sizes[1], "numbers with noughts before them: {sizes:?}");
}

/// Writes them and reads them back; how large the file is.
fn long_texts(to: &Path, standing: Standing) -> u64 {
    let columns = [("record_id".to_owned(), super::Kind::Text)];
    let mut out = super::Out::create(to, standing, columns).unwrap();
    let id = |row: usize| format!("{row:0width$}", width = if row % 1000 == 7 { 3000 } else { 7 });
    let rows = standing.rows_a_group + 1000;
    for row in 0..rows {
        out.sheet.columns[0].text(Some(&id(row)));
        out.end_row().unwrap();
    }
    // One text alone is larger than a page.
    let huge = "ë".repeat(3 << 20);
    out.sheet.columns[0].text(Some(&huge));
    out.end_row().unwrap();
    out.finish().unwrap();
    let back = columns_of(to);
    let texts: Vec<&str> =
        back.iter().flat_map(|it| (0..it.len()).map(|row| text(it, row))).collect();
    assert_eq!(texts.len(), rows + 1);
    assert!(texts.iter().zip(0..rows).all(|(text, row)| **text == id(row)));
    assert_eq!(texts[rows], huge);
    std::fs::metadata(to).unwrap().len()
}

#[test]
fn columns_of_few_and_of_many_values_are_read_back_with_what_is_missing() {
    let to = path("values.parquet");
    let names = ["few", "many", "gaps"];
    let mut writer = TextWriter::create(&to, &names).unwrap();
    let rows = Standing::KEPT.rows_a_group + 77;
    let texts = |row: usize| {
        let (few, many) = (format!("é{}", row % 5 % 3), format!("value {}", row % 300));
        (few, many, (!row.is_multiple_of(7)).then(|| (row % 2).to_string()))
    };
    for row in 0..rows {
        let (few, many, gap) = texts(row);
        writer.take([Some(few.as_str()), Some(many.as_str()), gap.as_deref()]).unwrap();
    }
    writer.finish().unwrap();
    let back = columns(&to, &names, &[]).unwrap();
    let mut row = 0;
    for table in &back {
        for here in 0..table.len() {
            let (few, many, gap) = texts(row);
            let found = names.map(|it| table.get(it, here));
            assert_eq!(found, [Some(few.as_str()), Some(many.as_str()), gap.as_deref()]);
            row += 1;
        }
    }
    assert_eq!(row, rows);
}

#[test]
fn small_numbers_are_read_back_be_they_few_or_many() {
    let to = path("small.parquet");
    let kinds = ["few", "many"].map(|it| (it.to_owned(), super::Kind::Small));
    let mut out = super::Out::create(&to, Standing::KEPT, kinds).unwrap();
    let numbers = || (0..25).cycle().zip((-20..20).cycle()).map(|(few, many)| (few % 5 - 1, many));
    for (few, many) in numbers().take(1000) {
        out.sheet.columns[0].small(few);
        out.sheet.columns[1].small(many);
        out.end_row().unwrap();
    }
    out.finish().unwrap();
    let back = columns(&to, &["few", "many"], &[]).unwrap();
    for (row, numbers) in numbers().take(1000).enumerate() {
        let of = |column| back[0].get(column, row).unwrap().parse::<i8>().unwrap();
        assert_eq!((of("few"), of("many")), numbers);
    }
}

fn columns_of(path: &Path) -> Vec<Table> {
    columns(path, &["record_id"], &[]).unwrap()
}

fn text(table: &Table, row: usize) -> &str {
    table.get("record_id", row).unwrap()
}
