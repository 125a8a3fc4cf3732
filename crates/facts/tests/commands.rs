//! The commands as they are typed: what they print, and how they refuse.

#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use arrow::array::{Array as _, ArrayRef, AsArray as _};
use arrow::datatypes::{Float64Type, Int64Type, UInt64Type};
use facts::schema::Fact;
use facts::write::{Cells, FactWriter};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

/// A small nation, made once.
static NATION: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("commands-nation");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    let out = folder.to_str().unwrap();
    let made = typed(&["facts", "generate", "--offences", "200000", "--seed", "3", "--out", out]);
    assert!(made.status.success(), "{}", said(&made));
    folder
});

fn typed(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_throughcare-measure")).args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", said(output));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn run(measure: &str, more: &[&str]) -> Output {
    let facts = NATION.to_str().unwrap();
    typed(&[&["measure", "run", measure, "--facts", facts], more].concat())
}

#[test]
fn every_shipped_measure_can_be_explained_and_taken() {
    let list = printed(&typed(&["measure", "list"]));
    let keys: Vec<&str> = list.lines().filter_map(|it| it.split_whitespace().next()).collect();
    assert_eq!(keys.len(), 10);
    for key in keys {
        assert!(printed(&typed(&["measure", "explain", key])).contains("Choices"), "{key}");
        let table = printed(&run(key, &[]));
        assert!(table.contains("Left out") && table.contains("Choices"), "{key}: {table}");
    }
}

#[test]
fn a_survival_comes_with_tests_and_hazards() {
    let table = printed(&run("survival", &[]));
    assert!(table.contains("log-rank chi-squared"), "{table}");
    assert!(table.contains("Cox, ties by Efron"), "{table}");
}

#[test]
fn what_is_published_keeps_small_schemes_back() {
    let csv = printed(&run("ni30", &["--by", "nation,scheme", "--published", "--format", "csv"]));
    let kept_back: Vec<&str> = csv.lines().filter(|it| it.contains(",true,")).collect();
    assert!(!kept_back.is_empty(), "schemes of a small nation are small");
    assert!(kept_back.iter().all(|it| it.contains(",,,,,")), "{kept_back:?}");
    assert!(!csv.contains(",severity,"), "what was not settled is not published");
}

#[test]
fn a_picture_and_columns_are_written_to_files() {
    let folder = NATION.parent().unwrap();
    let (svg, parquet) = (folder.join("ni30.svg"), folder.join("ni30.parquet"));
    let files = ["--plot", svg.to_str().unwrap(), "--out", parquet.to_str().unwrap()];
    printed(&run("ni30", &[&files[..], &["--format", "parquet"]].concat()));
    assert!(std::fs::read_to_string(svg).unwrap().starts_with("<svg"));

    let file = std::fs::File::open(parquet).unwrap();
    let mut batches = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
    let rows = batches.next().unwrap().unwrap();
    let csv = printed(&run("ni30", &["--format", "csv"]));
    let (names, lines) = csv.split_once('\n').unwrap();
    let schema = rows.schema();
    let columns: Vec<&str> = schema.fields().iter().map(|it| it.name().as_str()).collect();
    assert_eq!(columns.join(","), names);
    assert_eq!(rows.num_rows(), lines.lines().count());
    for (row, line) in lines.lines().enumerate() {
        // Within quotes no comma parts fields, and what is quoted is not compared.
        let fields = line.split('"').step_by(2).collect::<Vec<_>>().join("?");
        for (column, field) in rows.columns().iter().zip(fields.split(',')) {
            if field != "?" {
                assert_eq!(told(column, row), field, "{line}");
            }
        }
    }
}

/// What stands at a place of a column, as text; nothing where it is empty.
#[test]
fn figures_that_cannot_be_drawn_are_told_all_the_same() {
    let svg = NATION.parent().unwrap().join("nothing.svg");
    let output = run("ni30", &["--by", "sex", "--plot", svg.to_str().unwrap()]);
    assert!(!output.status.success() && !svg.exists());
    let (printed, said) = (String::from_utf8_lossy(&output.stdout), said(&output));
    assert!(printed.contains("sex F") && !printed.contains("Nobody is in the cohort"), "{printed}");
    assert!(said.contains("there is nothing to draw"), "{said}");
}

fn told(column: &ArrayRef, row: usize) -> String {
    if column.is_null(row) {
        return String::new();
    }
    if let Some(it) = column.as_string_opt::<i32>() {
        it.value(row).to_owned()
    } else if let Some(it) = column.as_primitive_opt::<Int64Type>() {
        it.value(row).to_string()
    } else if let Some(it) = column.as_primitive_opt::<UInt64Type>() {
        it.value(row).to_string()
    } else if let Some(it) = column.as_primitive_opt::<Float64Type>() {
        format!("{:?}", it.value(row))
    } else {
        column.as_boolean().value(row).to_string()
    }
}

#[test]
fn tallies_are_written_where_they_are_wanted_and_never_published_or_drawn() {
    let out = NATION.parent().unwrap().join("tallies.csv");
    let out = out.to_str().unwrap();
    let tallies = ["--by", "nation,scheme", "--format", "tallies"];
    let there = printed(&run("ni30", &tallies));
    assert!(there.starts_with("cohort,comparison,level,") && there.lines().count() > 10);
    assert_eq!(printed(&run("ni30", &[&tallies[..], &["--out", out]].concat())), "");
    assert_eq!(std::fs::read_to_string(out).unwrap(), there);
    for (more, words) in
        [(&["--published"][..], "cannot be published"), (&["--plot", "x.svg"], "are not drawn")]
    {
        let output = run("ni30", &[&tallies[..], more].concat());
        assert!(!output.status.success());
        assert!(said(&output).contains(words) && output.stdout.is_empty(), "{}", said(&output));
    }
}

#[test]
fn whoever_stops_reading_early_is_not_told_off() {
    let facts = NATION.to_str().unwrap();
    for arguments in [&["measure", "list"][..], &["facts", "check", facts]] {
        let (nobody_reads, end) = std::io::pipe().unwrap();
        drop(nobody_reads);
        let mut program = Command::new(env!("CARGO_BIN_EXE_throughcare-measure"));
        let output = program.args(arguments).stdout(end).output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{}", said(&output));
    }
}

#[test]
fn measures_that_count_no_offences_tell_what_belongs_to_nobody() {
    let folder = NATION.parent().unwrap().join("commands-nobody");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    let facts = folder.to_str().unwrap();
    printed(&typed(&["facts", "generate", "--offences", "4000", "--out", facts]));
    // Of all those people one is left, and is there twice.
    let mut people = FactWriter::create(&folder.join("person.parquet"), Fact::Person).unwrap();
    let (days, words) = (|| Cells::Dates(vec![Some(0); 2]), || Cells::Words(vec![None; 2]));
    let rows = [Cells::Numbers(vec![1; 2]), words(), days(), words(), days()];
    people.group(&mut Vec::from(rows)).unwrap();
    people.finish().unwrap();
    for measure in ["equality", "data-quality"] {
        let table = printed(&typed(&["measure", "run", measure, "--facts", facts]));
        assert!(table.contains("  person twice: 1 (over all cohorts)"), "{table}");
        for fact in ["registration", "nomination", "offence"] {
            assert!(table.contains(&format!("  {fact} of nobody: ")), "{table}");
        }
    }
    let few = printed(&typed(&["measure", "run", "equality", "--facts", facts, "--published"]));
    assert!(few.contains("  person twice: fewer than 5 (over all cohorts)"), "{few}");
}

#[test]
fn refusals_say_what_would_be_right() {
    let refused = |output: Output, words: &str| {
        assert!(!output.status.success());
        assert!(said(&output).contains(words), "{}", said(&output));
    };
    refused(typed(&["measure", "explain", "ni31"]), "there is no measure `ni31`; there are");
    refused(run("ni30", &["--by", "county"]), "is no level (scheme,");
    refused(run("ni30", &["--format", "parquet"]), "--out");
    refused(run("survival", &["--published"]), "publish no more than its median");
    refused(run("data-quality", &["--published"]), "is not published");
    refused(run("equality", &["--plot", "x.svg"]), "there is no picture of equality");
    for key in ["equality", "data-quality"] {
        refused(run(key, &["--format", "tallies"]), "counts no offences");
        refused(run(key, &["--by", "region"]), "leave out --by");
        refused(run(key, &["--cluster", "http://nowhere"]), "needs no cluster");
    }
    let nowhere = ["measure", "run", "ni30", "--facts", "no/such/folder"];
    refused(typed(&nowhere), "no/such/folder is no folder");
    refused(
        run("ni30", &["--format", "csv", "--out", "no/such/folder/ni30.csv"]),
        "no/such/folder/ni30.csv cannot be written: No such file",
    );
    let again = ["facts", "generate", "--offences", "10", "--out", NATION.to_str().unwrap()];
    refused(typed(&again), "already holds facts");
    refused(run("ni30", &["--cluster", "http://nowhere"]), "throughcare-cluster counts on several");
    refused(run("ni30", &["--threads", "0"]), "0 is not in 1..=1024");
    let made = |more: &[&str]| {
        typed(&[&["facts", "generate", "--offences", "10", "--out", "never"], more].concat())
    };
    refused(made(&["--schemes", "0"]), "0 is not in 1..=100000");
    for effect in ["1.5", "-0.1", "NaN"] {
        refused(made(&[&format!("--effect={effect}")]), "a share is from 0 to 1");
    }
}
