//! `throughcare link`, run as an analyst runs it: made-up lists in, pairs and people out.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper that fails fails its test")]

mod evaluate;
#[path = "../folder/mod.rs"]
mod folder;
mod sides;

use std::process::{Command, Output};

use serde_json::Value;

use folder::Scratch;

struct Folder(Scratch);

impl Folder {
    fn new(name: &str) -> Self {
        Self(Scratch::new(&format!("link-{name}")))
    }

    /// With 3000 made-up people, and a model trained on them.
    fn trained(name: &str) -> Self {
        let folder = Self::new(name);
        folder.done("link generate --people 3000 --seed 5 --out made");
        folder.done("link train made/records.parquet --model person --out model.json");
        folder
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.path().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|it| it.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn run(&self, line: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_throughcare"));
        command.args(line.split(' ')).current_dir(self.0.path()).output().unwrap()
    }

    #[track_caller]
    fn done(&self, line: &str) -> String {
        let output = self.run(line);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    #[track_caller]
    fn json(&self, line: &str) -> Value {
        serde_json::from_str(&self.done(line)).unwrap()
    }

    #[track_caller]
    fn refused(&self, line: &str, code: i32, told: &str) {
        let output = self.run(line);
        let all = err(&output);
        assert_eq!(output.status.code(), Some(code), "{all}");
        assert!(all.contains(told), "{told:?} is not in {all}");
    }
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn number(of: &Value) -> u64 {
    of.as_u64().unwrap_or_else(|| panic!("{of} is no count"))
}

#[test]
fn made_up_people_are_found_again() {
    let folder = Folder::trained("again");
    let run = "link run made/records.parquet --model model.json --out pairs.parquet \
               --clusters people.parquet --json";
    let summary = folder.json(run);
    let phases: Vec<&str> = summary["phases"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|it| it["phase"].as_str())
        .collect();
    assert_eq!(phases, ["read", "plan", "score", "write"]);
    assert!(number(&summary["candidates"]) >= number(&summary["pairs"]));
    assert!(number(&summary["peak_memory_bytes"]) > 1 << 20);
    assert_eq!(summary["rules"].as_array().unwrap().len(), 10);
    let people: u64 =
        summary["cluster_sizes"].as_array().unwrap().iter().map(|it| number(&it["clusters"])).sum();
    assert_eq!(people, number(&summary["clusters"]));

    let told = "link evaluate pairs.parquet --truth made/truth.parquet --plot quality.svg";
    assert!(folder.done(told).contains("precision  recall"));
    let quality = folder.json(&format!("{told} --json"));
    assert!(quality["best"]["f1"].as_f64().unwrap() > 0.85, "{}", quality["best"]);
    assert_eq!(quality["pairs_of_unknown_records"], 0);
    let picture = folder.read("quality.svg");
    assert!(picture.contains("<title id=\"title\">") && picture.contains("The best F1 is"));
}

#[test]
fn the_same_seed_gives_the_same_files_whatever_the_threads() {
    let folder = Folder::trained("threads");
    folder.done("link train made/records.parquet --model person --out again.json --threads 1");
    assert_eq!(folder.read("model.json"), folder.read("again.json"));
    for threads in ["1", "3"] {
        folder.done(&format!(
            "link run made/records.parquet --model model.json --threads {threads} \
             --out pairs{threads}.csv --clusters people{threads}.csv"
        ));
    }
    assert_eq!(folder.read("pairs1.csv"), folder.read("pairs3.csv"));
    assert_eq!(folder.read("people1.csv"), folder.read("people3.csv"));
}

#[test]
fn a_prepared_list_gives_the_pairs_that_the_list_as_typed_gives() {
    let folder = Folder::trained("prepared");
    for ending in ["parquet", "csv"] {
        folder.done(&format!("link prepare made/records.parquet --out ready.{ending}"));
        folder.done(&format!(
            "link run ready.{ending} --model model.json --threshold 0.01 --out ready_{ending}.csv"
        ));
    }
    folder.done("link run made/records.parquet --model model.json --threshold 0.01 --out raw.csv");
    assert_eq!(folder.read("raw.csv"), folder.read("ready_parquet.csv"));
    assert_eq!(folder.read("raw.csv"), folder.read("ready_csv.csv"));
}

const PEOPLE: &str = "\
record_id,forename,surname,dob,postcode,pnc_id
1,Ann,Lee,1980-01-02,SW1A 1AA,
2,Anne,Lee,1980-01-02,SW1A 1AA,
3,Bob,Ray,1975-05-06,M1 1AE,
4,Bob,Ray,1975-05-06,M1 1AE,
5,Cy,Fox,1990-09-09,LS1 4AP,
";

#[test]
fn training_and_linking_at_once_gives_what_the_two_give_one_after_the_other() {
    let folder = Folder::trained("at-once");
    let first = "link run made/records.parquet --model model.json --out pairs.csv";
    let at_once =
        "link run made/records.parquet --model person --train --save-model m.json --out once.csv";
    let (first, at_once) = (folder.done(first), folder.done(at_once));
    assert!(at_once.starts_with("Trained on"), "{at_once}");
    assert!(at_once.ends_with(&first), "{at_once} does not end with {first}");
    assert_eq!(folder.read("m.json"), folder.read("model.json"));
    assert_eq!(folder.read("once.csv"), folder.read("pairs.csv"));
    assert!(first.contains(" l.\"pnc_id\" = r.\"pnc_id\"\n"), "{first}");
    let files = folder.files();
    let explodes = "link run made/records.parquet --model person --train --save-model never.json \
                    --out never.csv --most-pairs 1";
    folder.refused(explodes, 1, "the limit is 1");
    assert_eq!(folder.files(), files);
    let untrained = "link run made/records.parquet --model person --save-model m --out p";
    folder.refused(untrained, 2, "--train");
}

#[test]
fn what_people_have_decided_stands() {
    let folder = Folder::trained("decided");
    folder.write("list.csv", PEOPLE);
    folder.write(
        "decided.csv",
        "record_id_l,source_l,record_id_r,source_r,decision\n\
         1,list,5,list,must\n4,list,3,list,must-not\n",
    );
    let run = "link run list.csv --model model.json --threshold 0 --out pairs.csv";
    folder.done(run);
    let ids = |text: String| -> Vec<String> {
        let mut ids: Vec<String> = text
            .lines()
            .skip(1)
            .map(|it| it.split(',').take(2).collect::<Vec<_>>().join("-"))
            .collect();
        ids.sort();
        ids
    };
    assert_eq!(ids(folder.read("pairs.csv")), ["1-2", "3-4"]);
    folder.done(&format!("{run} --overrides decided.csv --clusters people.csv"));
    assert_eq!(ids(folder.read("pairs.csv")), ["1-2", "1-5"]);
    let people = "record_id,source,cluster_id\n1,list,list/1\n2,list,list/1\n3,list,list/3\n\
                  4,list,list/4\n5,list,list/1\n";
    assert_eq!(folder.read("people.csv"), people);
    let both = "record_id_l,record_id_r,decision\n1,2,must\n2,1,must-not\n";
    folder.write("both.csv", both);
    folder.refused(&format!("{run} --overrides both.csv"), 1, "must not be one person");
    folder.write("lost.csv", "record_id_l,record_id_r,decision\n1,9,must\n");
    folder.refused(&format!("{run} --overrides lost.csv"), 1, "row 1: there is no record 9");
}

#[test]
fn a_pair_is_explained_in_words_and_in_figures() {
    let folder = Folder::trained("explain");
    folder.write("list.csv", PEOPLE);
    let explain = "link explain list.csv --model model.json --pair";
    let told = folder.done(&format!("{explain} 1 list/2"));
    for words in ["to start with", "forename: ANN | ANNE", "in all", "Probability"] {
        assert!(told.contains(words), "{words:?} is not in {told}");
    }
    let said = folder.json(&format!("{explain} 1 2 --json"));
    let parts = said["parts"].as_array().unwrap();
    let bits = |it: &Value, key: &str| it[key].as_f64().unwrap();
    let sum: f64 = parts.iter().map(|it| bits(it, "weight") + bits(it, "frequency_weight")).sum();
    let wanted = bits(&said, "match_weight") - bits(&said, "starting_weight");
    assert!((sum - wanted).abs() < 1e-9);
    folder.refused(&format!("{explain} 1 9"), 1, "there is no record 9");
}

#[test]
fn a_profile_says_what_is_there() {
    let folder = Folder::new("profile");
    folder.write("list.csv", PEOPLE);
    let told = folder.done("link profile list.csv");
    assert!(told.contains("5 records."), "{told}");
    assert!(told.contains("LEE (2)"), "{told}");
    let said = folder.json("link profile list.csv --json");
    assert_eq!(said["pairs_in_all"], 10);
}

#[test]
fn one_record_gives_no_pairs_and_none_trains_nothing() {
    let folder = Folder::trained("few");
    folder.write("one.csv", "record_id,surname\n1,Lee\n");
    folder.write("none.csv", "record_id,surname\n");
    let run = "--model model.json --out pairs.csv --clusters people.csv";
    folder.done(&format!("link run one.csv {run}"));
    assert_eq!(folder.read("pairs.csv").lines().count(), 1);
    assert_eq!(folder.read("people.csv"), "record_id,source,cluster_id\n1,one,one/1\n");
    folder.done(&format!("link run none.csv {run}"));
    folder.refused("link train none.csv --model person --out m.json", 1, "no records");
    folder.refused("link train one.csv --model person --out m.json", 1, "");
    assert!(!folder.files().contains(&"m.json".to_owned()));
}

#[test]
fn bad_input_is_one_sentence_and_leaves_no_file() {
    let folder = Folder::new("bad");
    folder.write("list.csv", PEOPLE);
    folder.write("bad.json", "{}");
    folder.write("cut.parquet", "PAR1 and no more");
    let before = folder.files();
    let run = |list: &str, rest: &str| format!("link run {list} --out pairs.parquet {rest}");
    folder.refused(&run("list.csv", "--model away.json"), 1, "away.json cannot be read");
    folder.refused(&run("list.csv", "--model bad.json"), 1, "bad.json: this is not a model file");
    folder.refused(&run("cut.parquet", "--model person"), 1, "not a whole Parquet file");
    folder.refused(&run("list.csv", "--model person --threshold 2"), 2, "from 0 to less than 1");
    folder.refused(&run("list.csv", "--model person --map x"), 2, "OURS=THEIRS");
    folder.refused(&run("list.csv", "--model person --most-pairs 0"), 1, "the limit is 0");
    folder.refused(&run("list.csv", "--model person --as-typed"), 1, "in none of the files");
    folder.refused("link train list.csv --model person --out m.json --recall 0", 2, "at most 1");
    folder.refused(
        "link train list.csv --model person --out m.json --train-rule soundex(a)",
        1,
        "soundex",
    );
    folder.refused("link evaluate list.csv --truth list.csv", 1, "has no column record_id_l");
    assert_eq!(folder.files(), before);
}

#[test]
fn nothing_that_is_read_or_written_is_lost_under_another_name() {
    let folder = Folder::new("lost");
    folder.done("link generate --people 50 --seed 5 --out made");
    folder.write("list.csv", PEOPLE);
    folder.write("decided.csv", "record_id_l,record_id_r,decision\n");
    std::fs::create_dir(folder.0.path().join("people.csv")).unwrap();
    let before = folder.files();
    let over = "is read and cannot be written over";
    let run = "link run list.csv --model person --overrides decided.csv --threshold 0";
    folder.refused(&format!("{run} --out ./list.csv"), 1, over);
    folder.refused(&format!("{run} --out p.csv --clusters decided.csv"), 1, over);
    folder.refused(&format!("{run} --out p.csv --clusters ./p.csv"), 1, "are one file");
    folder.refused(&format!("{run} --out p.csv --clusters people.csv"), 1, "is no file");
    folder.refused("link train list.csv --model person --out list.csv", 1, over);
    folder.refused("link prepare list.csv --out list.csv", 1, over);
    let truth = "made/truth.parquet";
    let evaluate = format!("link evaluate list.csv --truth {truth} --plot");
    folder.refused(&format!("{evaluate} {truth}"), 1, over);
    assert_eq!(folder.files(), before);
    assert_eq!(folder.read("list.csv"), PEOPLE);
}

#[cfg(unix)]
#[test]
fn a_disk_that_fills_leaves_nothing_half_written() {
    let folder = Folder::trained("full");
    folder.write("pairs.csv", "what stood there");
    let before = folder.files();
    // No file may grow beyond 16 blocks of 512 bytes; to the program that is a full disk.
    let line = format!(
        "trap '' XFSZ; ulimit -f 16; exec {} link run made/records.parquet --model model.json \
         --threshold 0.01 --out pairs.csv",
        env!("CARGO_BIN_EXE_throughcare")
    );
    let mut command = Command::new("sh");
    let output = command.args(["-c", &line]).current_dir(folder.0.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(err(&output).contains("pairs.csv cannot be written"), "{}", err(&output));
    assert_eq!(folder.files(), before);
    assert_eq!(folder.read("pairs.csv"), "what stood there");
}
