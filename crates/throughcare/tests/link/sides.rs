//! Two lists are linked with one another, file with file.

use std::collections::HashSet;

use super::Folder;

/// Two extracts of one prison: number 1 is on both, in the one as A1.
const JUNE: &str = "record_id,source,forename,surname,dob,pnc_id\n\
    1,prison,OSCAR,OKONJO,1981-02-03,2002/0073319Z\n2,prison,ANNA,MAREK,1990-01-02,\n";
const JULY: &str = "record_id,source,forename,surname,dob,pnc_id\n\
    1,prison,OSKAR,OKONJO,1981-02-03,2002/0073319Z\n\
    3,court,OSCAR,OKONJO,1981-02-03,2002/0073319Z\n";

fn cluster(line: &str) -> &str {
    line.rsplit(',').next().unwrap_or_default()
}

#[test]
fn of_two_files_pairs_are_across_the_files_whatever_their_records_say_of_their_sources() {
    let folder = Folder::new("sides");
    folder.write("june.csv", JUNE);
    folder.write("july.csv", JULY);
    let link = "link run july.csv june.csv --model person --threshold 0";
    let said = folder.done(&format!("{link} --out pairs.csv"));
    assert!(said.contains("No record has anything in: crn, cro_number, middle_name, "), "{said}");
    let ids = |name: &str| -> Vec<String> {
        let pairs = folder.read(name);
        pairs
            .lines()
            .skip(1)
            .map(|it| it.split(',').take(4).collect::<Vec<_>>().join(","))
            .collect()
    };
    assert_eq!(ids("pairs.csv"), ["1,1,prison,prison", "3,1,court,prison"]);

    // Of the two only one may have the record of June.
    folder.done(&format!("{link} --one-to-one --out one.csv --clusters people.csv"));
    assert_eq!(ids("one.csv").len(), 1);
    let decided = "record_id_l,record_id_r,decision\n1,1,must-not\n";
    folder.write("decided.csv", decided);
    folder.done(&format!("{link} --overrides decided.csv --out decided_pairs.csv"));
    assert_eq!(ids("decided_pairs.csv"), ["3,1,court,prison"]);
    let explained = folder.done("link explain july.csv june.csv --model person --pair 1 1");
    assert!(explained.contains("forename: OSKAR | OSCAR"), "{explained}");
    folder.refused("link explain july.csv --model person --pair 1 1", 1, "are one record");
    // A record is looked for on its own side: 3 stands in the first file alone.
    let told = "there is no record 3 in the second file";
    folder.refused("link explain july.csv june.csv --model person --pair 1 3", 1, told);
    folder.write("turned.csv", "record_id_l,record_id_r,decision\n1,3,must\n");
    folder.refused(&format!("{link} --overrides turned.csv --out no.csv"), 1, told);
}

#[test]
fn two_people_of_one_id_in_two_files_are_two_clusters() {
    let folder = Folder::new("one-id");
    let person = |name: &str| format!("record_id,source,forename,surname,dob\n1,prison,{name}\n");
    folder.write("june.csv", &person("ANNA,MAREK,1990-01-02"));
    folder.write("july.csv", &person("OSCAR,OKONJO,1981-02-03"));
    let link = "link run june.csv july.csv --model person --out pairs.csv --clusters people.csv";
    folder.done(link);
    let told = "record_id,source,cluster_id\n1,prison,prison/1\n1,prison,prison (2)/1\n";
    assert_eq!(folder.read("people.csv"), told);
}

#[test]
fn a_link_of_one_list_with_itself_and_people_of_three_lists_linked_one_to_one_are_refused() {
    let folder = Folder::trained("three");
    let model = folder.read("model.json").replace("dedupe_only", "link_only");
    folder.write("link.json", &model);
    folder.write("june.csv", JUNE);
    let link = "link run june.csv --model link.json --out pairs.csv";
    folder.refused(link, 1, "all records are on one");
    let link = "link run made/records.parquet --model link.json --one-to-one --out pairs.csv";
    folder.refused(&format!("{link} --clusters people.csv"), 1, "a chain of links");
    folder.done(link);
}

#[test]
fn one_to_one_links_are_across_the_sources_of_one_list_whatever_the_model() {
    let folder = Folder::new("across");
    let twice = "4,prison,OSCAR,OKONJO,1981-02-03,2002/0073319Z\n";
    folder.write("both.csv", &format!("{JULY}{twice}"));
    let link = "--model person --threshold 0 --one-to-one --out pairs.csv --clusters people.csv";
    folder.done(&format!("link run both.csv {link}"));
    let pairs = folder.read("pairs.csv");
    assert_eq!(pairs.lines().count(), 2, "{pairs}");
    // Of the two of the prison one at most is one person with that of the court.
    let people: HashSet<String> =
        folder.read("people.csv").lines().skip(1).map(|it| cluster(it).to_owned()).collect();
    assert_eq!(people.len(), 2, "{people:?}");
    // Of one source nothing can be across.
    folder.write("june.csv", JUNE);
    folder.refused(&format!("link run june.csv {link}"), 1, "all records are on one");
}

#[test]
fn a_second_file_without_records_is_said_to_have_none() {
    let folder = Folder::new("empty");
    folder.write("june.csv", JUNE);
    folder.write("none.csv", "record_id,source,forename,surname,dob,pnc_id\n");
    let link = "link run june.csv none.csv --model person --out pairs.csv";
    folder.refused(link, 1, "one of them has no records");
}

#[test]
fn each_record_of_two_lists_has_one_link_at_most_if_that_is_asked() {
    let folder = Folder::trained("links");
    folder.write("left.csv", "record_id,forename,surname,dob\n1,Ann,Lee,1980-01-02\n");
    folder.write(
        "right.csv",
        "record_id,forename,surname,dob\n1,Anne,Lee,1980-01-02\n2,Ann,Lee,1980-01-02\n",
    );
    let run = "link run left.csv right.csv --model model.json --threshold 0 --out pairs.csv";
    folder.done(run);
    let weight = |line: &str| line.split(',').nth(4).unwrap().parse::<f64>().unwrap();
    let pairs = folder.read("pairs.csv");
    let mut all: Vec<&str> = pairs.lines().skip(1).collect();
    assert_eq!(all.len(), 2);
    all.sort_by(|one, other| weight(other).total_cmp(&weight(one)));
    folder.done(&format!("{run} --one-to-one"));
    let links = folder.read("pairs.csv");
    assert_eq!(links.lines().skip(1).collect::<Vec<_>>(), all[..1]);
}
