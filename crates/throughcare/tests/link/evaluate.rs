//! Pairs are judged by who is who.

use super::Folder;

#[test]
fn pairs_that_name_no_sources_are_judged_by_their_ids() {
    let folder = Folder::new("no-sources");
    folder.write("truth.csv", "record_id,source,person_id\na,police,1\nb,prison,1\nc,prison,2\n");
    folder.write("pairs.csv", "record_id_l,record_id_r,match_weight\na,b,9\na,c,8\n");
    let told = folder.json("link evaluate pairs.csv --truth truth.csv --json");
    assert_eq!(told["pairs_of_unknown_records"], 0);
    assert_eq!(told["true_pairs"], 1);
    assert_eq!(told["best"]["f1"], 1.0);
    folder.write("truth.csv", "record_id,source,person_id\na,police,1\na,prison,1\n");
    folder.refused("link evaluate pairs.csv --truth truth.csv", 1, "record a stands twice");
}

#[test]
fn a_pair_that_stands_twice_or_turned_round_counts_once_with_its_highest_weight() {
    let folder = Folder::new("twice");
    folder.write("truth.csv", "record_id,person_id\na,1\nb,1\nc,2\n");
    let pairs = "record_id_l,record_id_r,match_weight\na,b,2\nb,a,9\na,b,2\na,c,-3\n";
    folder.write("pairs.csv", pairs);
    let evaluate = "link evaluate pairs.csv --truth truth.csv";
    let quality = folder.json(&format!("{evaluate} --json"));
    assert_eq!((&quality["pairs"], &quality["pairs_more_than_once"]), (&2.into(), &2.into()));
    assert_eq!(
        (&quality["best"]["f1"], &quality["best"]["match_weight"]),
        (&1.0.into(), &9.0.into())
    );
    assert!(folder.done(evaluate).contains("2 lines repeat a pair"));
}

#[test]
fn weights_that_are_no_numbers_and_pictures_that_would_be_none_are_refused() {
    let folder = Folder::new("no-weights");
    folder.write("truth.csv", "record_id,person_id\na,1\nb,1\n");
    for weight in ["NaN", "inf", "much"] {
        folder.write("pairs.csv", &format!("record_id_l,record_id_r,match_weight\na,b,{weight}\n"));
        let told = "a match_weight is not a finite number";
        folder.refused("link evaluate pairs.csv --truth truth.csv", 1, told);
    }
    let plot = "link evaluate pairs.csv --truth truth.csv --plot quality.png";
    folder.refused(plot, 1, "quality.png: pictures are SVG");
    assert_eq!(folder.files(), ["pairs.csv", "truth.csv"]);
}
