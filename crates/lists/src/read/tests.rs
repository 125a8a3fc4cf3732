//! Lists as they come, the bad ones too.

use std::path::PathBuf;

use jiff::civil::date;
use linkage::{Layout, Records, RecordsError};

use super::{FileRef, Manner, Names, Read, Reading, records};
use crate::Reason;
use crate::error::ListError;

/// A folder of its own for one test, taken away afterwards.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("lists-{name}-{}", std::process::id()));
        drop(std::fs::remove_dir_all(&path));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> FileRef {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        FileRef::new(path)
    }
}

fn typed(files: &[FileRef], columns: &[&str]) -> Result<Records, ListError> {
    let layout = Layout::of(columns.iter().copied());
    read(files, &layout, Manner::AsTyped).map(|it| it.records)
}

fn read(files: &[FileRef], layout: &Layout, manner: Manner) -> Result<Read, ListError> {
    records(files, &reading(layout, &Names::default(), manner))
}

fn reading<'a>(layout: &'a Layout, names: &'a Names, manner: Manner) -> Reading<'a> {
    Reading { layout, id: "record_id", sources: &["source"], names, manner }
}

fn shown(set: &Records, column: &str) -> Vec<String> {
    (0..set.len())
        .map(|row| {
            let row = u32::try_from(row).unwrap();
            let text = set.shown(column, row).unwrap_or_default();
            format!("{}/{} {text}", set.source(row), set.id(row))
        })
        .collect()
}

#[track_caller]
fn refused(file: &FileRef, told: &str) {
    let error = typed(std::slice::from_ref(file), &["surname"]).unwrap_err().to_string();
    assert!(error.contains(told), "{told:?} is not in {error:?}");
}

#[test]
fn a_text_file_with_or_without_a_mark_at_its_start_is_read() {
    let folder = Folder::new("mark");
    let plain = folder.file("a.csv", "record_id,surname\n1,\"Lee, Ann\"\r\n2,\n");
    let marked = folder.file("b.csv", "\u{feff}record_id,surname\n1,Lee");
    assert_eq!(shown(&typed(&[plain], &["surname"]).unwrap(), "surname"), ["a/1 Lee, Ann", "a/2 "]);
    assert_eq!(shown(&typed(&[marked], &["surname"]).unwrap(), "surname"), ["b/1 Lee"]);
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    let folder = Folder::new("bad");
    refused(
        &folder.file("latin.csv", b"record_id,surname\n1,Lee\n2,Zo\xeb\n"),
        "line 3, column 2 (surname)",
    );
    refused(&folder.file("uneven.csv", "record_id,surname\n1,Lee,Ann\n"), "line 2: 3 fields");
    refused(&folder.file("empty.csv", ""), "has no column record_id");
    refused(&folder.file("empty.parquet", ""), "is not a whole Parquet file");
    refused(
        &folder.file("text.parquet", "record_id,surname\n1,Lee\n"),
        "is not a whole Parquet file",
    );
    refused(&folder.file("other.csv", "id,surname\n1,Lee\n"), "its columns are: id, surname");
    refused(&folder.file("list.xlsx", ""), "must end in .parquet or .csv");
    refused(&folder.file("twice.csv", "record_id,surname,surname\n"), "two columns called surname");
    refused(
        &folder.file("same.csv", "record_id,surname\n1,A\n1,B\n"),
        "record id 1 stands twice in same",
    );
    refused(&folder.file("none.csv", "record_id,surname\n1,A\n,B\n"), "record 2 of none has no id");
    refused(&folder.file("without.csv", "record_id\n1\n"), "the column surname");
    refused(
        &folder.file("lost.csv", "record_id,source,surname\n1,a,A\n2,,B\n"),
        "row 2 has no source",
    );
    refused(&FileRef::new(folder.0.join("away.parquet")), "cannot be read");
}

#[test]
fn records_stand_as_in_the_files_each_with_its_source() {
    let folder = Folder::new("order");
    let one = folder.file("one.csv", "record_id,source,surname\n1,b,P\n1,a,Q\n2,b,R\n");
    let two = folder.file("two.csv", "record_id,source,surname\n2,a,S\n3,b,T\n1,c,U\n");
    let three = folder.file("three.csv", "record_id,surname\n9,V\n");
    let set = typed(&[one, two, three], &["surname"]).unwrap();
    let wanted = ["b/1 P", "a/1 Q", "b/2 R", "a/2 S", "b/3 T", "c/1 U", "three/9 V"];
    assert_eq!(shown(&set, "surname"), wanted);
}

#[test]
fn one_id_in_two_files_of_a_source_is_told() {
    let folder = Folder::new("twice");
    let one = folder.file("one.csv", "record_id,source\n1,a\n2,b\n");
    let two = folder.file("two.csv", "record_id,source\n2,a\n1,a\n");
    let error = typed(&[one, two], &[]).unwrap_err();
    assert!(matches!(error, ListError::Records(RecordsError::Repeated { .. })), "{error}");
}

#[test]
fn two_files_of_one_name_are_not_one_source_by_chance() {
    let folder = Folder::new("stems");
    std::fs::create_dir(folder.0.join("x")).unwrap();
    let one = folder.file("list.csv", "record_id,surname\n1,A\n");
    let two = folder.file("x/list.csv", "record_id,surname\n1,A\n");
    let error = typed(&[one, two], &["surname"]).unwrap_err().to_string();
    assert!(error.contains("two lists are called list"), "{error}");
}

#[test]
fn columns_are_prepared_where_the_file_lacks_them_and_left_alone_where_it_has_them() {
    let folder = Folder::new("prepare");
    let raw = folder.file("raw.csv", "record_id,forename,surname\n1,Zoë,Lee\n");
    let ready = folder.file("ready.csv", "record_id,forename_surname,surname\n1,Zoë Lee,Lee\n");
    let layout = Layout::of(["surname", "forename_surname", "crn"]);
    let manner = Manner::Prepared { today: date(2026, 1, 1) };
    let set = read(&[raw], &layout, manner).unwrap();
    assert_eq!(shown(&set.records, "forename_surname"), ["raw/1 ZOE LEE"]);
    assert_eq!(shown(&set.records, "crn"), ["raw/1 "]);
    assert!(set.prepared.is_some());
    let layout = Layout::of(["surname", "forename_surname"]);
    let set = read(&[ready], &layout, manner).unwrap();
    assert_eq!(shown(&set.records, "forename_surname"), ["ready/1 Zoë Lee"]);
    assert!(set.prepared.is_none());
}

#[test]
fn all_names_are_read_as_they_stand_whether_or_not_they_begin_with_the_full_name() {
    let folder = Folder::new("names");
    let lines = [
        "1,ANN LEE,ANN LEE",
        "2,ANN RAY,ANN LEE;ANN RAY",
        "3,,BO FOX",
        "4,BO FOX,",
        "5,ANN RAY,ANN RAY;BO FOX",
    ];
    let text = format!("record_id,forename_surname,names\n{}\n", lines.join("\n"));
    let set = typed(&[folder.file("all.csv", text)], &["forename_surname", "names"]).unwrap();
    let names = ["ANN LEE", "ANN LEE, ANN RAY", "BO FOX", "", "ANN RAY, BO FOX"];
    let told: Vec<String> =
        names.iter().zip(1..).map(|(names, id)| format!("all/{id} {names}")).collect();
    assert_eq!(shown(&set, "names"), told);
    assert_eq!(shown(&set, "forename_surname")[4], "all/5 ANN RAY");
}

#[test]
fn a_file_that_says_nothing_about_people_is_refused() {
    let folder = Folder::new("nothing");
    let file = folder.file("sums.csv", "record_id,total\n1,5\n");
    let manner = Manner::Prepared { today: date(2026, 1, 1) };
    let error = read(&[file], &Layout::of(["names"]), manner).unwrap_err().to_string();
    assert!(error.contains("none of the columns that describe a person"), "{error}");
}

#[test]
fn columns_of_people_are_prepared_whatever_others_the_layout_has() {
    let folder = Folder::new("own");
    let told = "record_id,source,dob,pnc_id,team\n1,a,03/02/1980,02/73319Z,North\n\
                2,a,1980-02-03,2001/0171310S,\n";
    let list = [folder.file("list.csv", told)];
    let manner = Manner::Prepared { today: date(2026, 11, 22) };
    let read = read(&list, &Layout::of(["dob", "pnc_id", "team"]), manner).unwrap();
    let of = |column| shown(&read.records, column);
    assert_eq!(of("dob"), ["a/1 1980-02-03", "a/2 1980-02-03"]);
    assert_eq!(of("pnc_id"), ["a/1 2002/0073319Z", "a/2 "]);
    assert_eq!(of("team"), ["a/1 North", "a/2 "]);
    let set_aside = read.prepared.unwrap().set_aside;
    assert_eq!(set_aside[&("pnc_id".to_owned(), Reason::CheckLetter)], 1);
    // Of a column that is no person's nobody knows that it may be missing.
    let layout = Layout::of(["dob", "shift"]);
    let refused = super::records(&list, &reading(&layout, &Names::default(), manner)).unwrap_err();
    assert!(refused.to_string().contains("the column shift"), "{refused}");
}

#[test]
fn a_list_with_an_outward_code_of_its_own_is_prepared() {
    let folder = Folder::new("outcode");
    let told = "record_id,source,dob,postcode,outcode\n1,a,03/02/1980,sw1a1aa,sw1a\n";
    let list = [folder.file("list.csv", told)];
    let manner = Manner::Prepared { today: date(2026, 11, 22) };
    let read = read(&list, &Layout::of(["dob", "outcode"]), manner).unwrap();
    assert_eq!(shown(&read.records, "dob"), ["a/1 1980-02-03"]);
    assert_eq!(shown(&read.records, "outcode"), ["a/1 SW1A"]);
}

#[test]
fn columns_of_other_names_are_read_by_a_map() {
    let folder = Folder::new("map");
    let file = folder.file("ours.csv", "Nr,Familienname\n7,Lee\n");
    let names = Names::default().with("record_id", "Nr").with("surname", "Familienname");
    let layout = Layout::of(["surname"]);
    let reading = reading(&layout, &names, Manner::AsTyped);
    let set = records(&[file], &reading).unwrap().records;
    assert_eq!(shown(&set, "surname"), ["ours/7 Lee"]);
}

#[test]
fn columns_are_known_whatever_the_case_of_their_names() {
    let folder = Folder::new("case");
    let file = folder.file("list.csv", "Record_ID, Surname \n1,Lee\n");
    assert_eq!(shown(&typed(&[file], &["surname"]).unwrap(), "surname"), ["list/1 Lee"]);
    let twice = folder.file("twice.csv", "record_id,Surname,SURNAME,x,X\n1,Lee,Ray,,\n");
    refused(&twice, "surname");
}

#[test]
fn a_map_to_what_no_file_has_and_of_what_nobody_reads_is_refused() {
    let folder = Folder::new("slip");
    let files = ["a", "b"].map(|it| {
        folder.file(&format!("{it}.csv"), format!("record_id,surname,{it}_dob\n{it},Lee,\n"))
    });
    let layout = Layout::of(["surname", "dob"]);
    let told = |ours, theirs| {
        let names = Names::default().with(ours, theirs);
        let read = records(&files, &reading(&layout, &names, Manner::AsTyped));
        read.map(|it| it.records.len()).map_err(|it| it.to_string())
    };
    assert_eq!(told("dob", "b_dob"), Ok(2));
    assert_eq!(told("dob", "c_dob"), Err("none of the files has a column c_dob".to_owned()));
    let refused = told("birthday", "b_dob").unwrap_err();
    assert!(refused.contains("birthday is no column that is read"), "{refused}");
}

#[test]
fn a_list_without_records_and_one_with_one_are_read() {
    let folder = Folder::new("few");
    let none = folder.file("none.csv", "record_id,surname\n");
    let one = folder.file("one.csv", "record_id,surname\n1,Lee\n");
    assert!(typed(&[none], &["surname"]).is_ok_and(|it| it.is_empty()));
    assert!(typed(&[one], &["surname"]).is_ok_and(|it| it.len() == 1));
}

#[test]
fn a_csv_that_ends_within_quotes_is_refused_with_the_line_where_they_open() {
    let folder = Folder::new("open-quote");
    let open = |text: &str, line: u64| {
        let told = format!("the quote that opens in line {line} is never closed");
        refused(&folder.file("open.csv", text), &told);
    };
    open("record_id,dob,surname\n1,,Lee\n2,,\"X\n3,,Ray\n4,,Fox\n", 3);
    open("record_id,dob,surname\n\n1,\"a\nb\",\"X\n2,,Ray", 4);
    open("record_id,dob,surname\n1,,Lee\n2,\"X,Ray\n3,,Fox\n", 3);
    open("\u{feff}\"record_id\",dob,\"surname\n1,,Lee\n", 1);
    open("record_id,dob,surname\n1,,Lee\n2,,\"Ray\"\"", 3);
}

#[test]
fn quotes_that_close_or_stand_within_text_are_read() {
    let folder = Folder::new("closed-quote");
    let text = "\u{feff}\"record_id\",surname\n1,\"Lee\"\"s\"\n2,O\"Ray\n\n3,\"\"\n4,\"Fo\nx\"";
    let set = typed(&[folder.file("list.csv", text)], &["surname"]).unwrap();
    let wanted = ["list/1 Lee\"s", "list/2 O\"Ray", "list/3 ", "list/4 Fo\nx"];
    assert_eq!(shown(&set, "surname"), wanted);
}
