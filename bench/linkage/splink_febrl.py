"""Trains a model for FEBRL with Splink, links with it, and says how good the pairs are.

    splink_febrl.py FOLDER        # the folder that febrl.py wrote

Writes beside this file `febrl3.json` and `febrl4.json` (the model untrained, as both engines are
given it), `febrl3_splink.json` and `febrl4_splink.json` (as Splink trained it), and
`febrl_splink_results.json`.
"""

import json
import logging
import math
import pathlib
import sys

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator

from measured import quality, show

HERE = pathlib.Path(__file__).parent
THRESHOLD = 0.95


def frequency(level, column):
    return level.configure(tf_adjustment_column=column)


def alike(*limits):
    given, surname = "given_name", "surname"
    return [
        cll.And(cll.JaroWinklerLevel(given, limit), cll.JaroWinklerLevel(surname, limit))
        for limit in limits
    ]


NAMES = cl.CustomComparison(
    output_column_name="name",
    comparison_levels=[
        cll.And(cll.NullLevel("given_name"), cll.NullLevel("surname")),
        cll.And(cll.ExactMatchLevel("given_name"), cll.ExactMatchLevel("surname")),
        cll.ColumnsReversedLevel("given_name", "surname", symmetrical=True),
        *alike(0.9, 0.75),
        frequency(cll.ExactMatchLevel("surname"), "surname"),
        frequency(cll.ExactMatchLevel("given_name"), "given_name"),
        cll.Or(cll.JaroWinklerLevel("given_name", 0.85), cll.JaroWinklerLevel("surname", 0.85)),
        cll.ElseLevel(),
    ],
)


def exact_then(column, *levels):
    return cl.CustomComparison(
        output_column_name=column,
        comparison_levels=[
            cll.NullLevel(column),
            frequency(cll.ExactMatchLevel(column), column),
            *levels,
            cll.ElseLevel(),
        ],
    )


ADDRESSES_SWAPPED = cll.CustomLevel(
    'jaro_winkler_similarity("address_1_l", "address_2_r") >= 0.9 '
    'OR jaro_winkler_similarity("address_2_l", "address_1_r") >= 0.9',
    label_for_charts="the lines of the address swapped",
)

COMPARISONS = [
    NAMES,
    exact_then("date_of_birth", cll.DamerauLevenshteinLevel("date_of_birth", 1),
               cll.DamerauLevenshteinLevel("date_of_birth", 2)),
    exact_then("postcode", cll.DamerauLevenshteinLevel("postcode", 1)),
    exact_then("suburb", cll.JaroWinklerLevel("suburb", 0.9), cll.JaroWinklerLevel("suburb", 0.75)),
    exact_then("state"),
    exact_then("street_number", cll.DamerauLevenshteinLevel("street_number", 1)),
    exact_then("address_1", cll.JaroWinklerLevel("address_1", 0.9),
               ADDRESSES_SWAPPED,
               cll.JaroWinklerLevel("address_1", 0.75)),
    exact_then("address_2", cll.JaroWinklerLevel("address_2", 0.9),
               cll.JaroWinklerLevel("address_2", 0.75)),
]

RULES = [
    "l.date_of_birth = r.date_of_birth",
    "l.surname = r.surname",
    "l.given_name = r.given_name AND l.state = r.state",
    "l.given_name = r.surname AND l.surname = r.given_name",
    "l.postcode = r.postcode AND substr(l.surname, 1, 2) = substr(r.surname, 1, 2)",
    "l.address_1 = r.address_1",
    "l.suburb = r.suburb AND l.postcode = r.postcode",
    "l.address_2 = r.address_2 AND l.state = r.state",
    "l.address_1 = r.address_2",
    "l.suburb = r.suburb AND l.street_number = r.street_number",
    "l.given_name = r.given_name AND l.street_number = r.street_number",
    "l.street_number = r.street_number AND l.state = r.state "
    "AND substr(l.address_1, 1, 3) = substr(r.address_1, 1, 3)",
    "l.street_number = r.street_number AND substr(l.postcode, 1, 2) = substr(r.postcode, 1, 2)",
]

TRAINING = {
    "random_pairs": 2_000_000,
    "pairs_a_rule": 1_000_000,
    "rules": ["l.date_of_birth = r.date_of_birth", "l.postcode = r.postcode"],
    "deterministic": [
        "l.given_name = r.given_name AND l.surname = r.surname AND l.date_of_birth = r.date_of_birth",
        "l.surname = r.surname AND l.address_1 = r.address_1 AND l.postcode = r.postcode",
    ],
    "recall": 0.8,
}


def untrained(link_type):
    made = SettingsCreator(
        link_type=link_type,
        unique_id_column_name="record_id",
        source_dataset_column_name="source",
        comparisons=COMPARISONS,
        blocking_rules_to_generate_predictions=RULES,
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )
    return made.create_settings_dict("duckdb")


def trained(con, lists, settings):
    api = DuckDBAPI(con)
    tables = [api.register(name, dataset_display_name=name) for name in lists]
    linker = Linker(tables, settings, log_level=logging.ERROR)
    training = linker.training
    training.estimate_probability_two_random_records_match(
        TRAINING["deterministic"], recall=TRAINING["recall"]
    )
    training.estimate_u_using_random_sampling(
        max_pairs=TRAINING["random_pairs"], seed=1
    )
    for rule in TRAINING["rules"]:
        training.estimate_parameters_using_expectation_maximisation(
            rule, estimate_without_term_frequencies=True, max_pairs=TRAINING["pairs_a_rule"]
        )
    return linker


def run(folder, name, lists, link_type):
    con = duckdb.connect()
    con.execute("SET threads = 2")
    for table in lists:
        con.execute(f"CREATE TABLE {table} AS FROM read_parquet('{folder / table}.parquet')")
    settings = untrained(link_type)
    (HERE / f"{name}.json").write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")
    linker = trained(con, lists, settings)
    linker.misc.save_model_to_json(str(HERE / f"{name}_splink.json"), overwrite=True)
    predicted = linker.inference.predict(threshold_match_probability=0.001).physical_name
    con.execute(f"CREATE TABLE truth AS FROM read_parquet('{folder / name}_truth.parquet')")
    (true_pairs,) = con.execute(
        "SELECT sum(n * (n - 1) / 2)::bigint FROM (SELECT count(*) n FROM truth GROUP BY person)"
    ).fetchone()
    weighed = con.execute(
        f"SELECT match_weight, (a.person = b.person)::int FROM {predicted} "
        "JOIN truth a ON record_id_l = a.record_id JOIN truth b ON record_id_r = b.record_id"
    ).fetchall()
    return quality(weighed, true_pairs, math.log2(THRESHOLD / (1 - THRESHOLD)))


def main():
    folder = pathlib.Path(sys.argv[1])
    logging.getLogger("splink").setLevel(logging.ERROR)
    results = {
        "febrl3": run(folder, "febrl3", ["febrl3"], "dedupe_only"),
        "febrl4": run(folder, "febrl4", ["febrl4a", "febrl4b"], "link_only"),
    }
    (HERE / "febrl_splink_results.json").write_text(json.dumps(results, indent=2) + "\n")
    (HERE / "febrl_training.json").write_text(json.dumps(TRAINING, indent=2) + "\n")
    show(results)


if __name__ == "__main__":
    main()
