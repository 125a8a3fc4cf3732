"""Trains, links and clusters a prepared list of people with Splink on DuckDB, and says what it took.

    splink_person.py PREPARED.parquet MODEL_IN.json MODEL_OUT.json PAIRS.parquet CLUSTERS.parquet

Comparisons and blocking rules are those of MODEL_IN.json, the file that `throughcare link` reads;
training rules, and how many pairs are drawn, those of training.json beside this file. With
`--truth TRUTH.parquet` (record_id and person_id, as `throughcare link generate` writes it) it also
says how good the pairs are. Needs requirements.txt. What is tuned, and why, stands in README.md.
"""

import argparse
import json
import logging
import math
import os
import pathlib

import duckdb
from splink import DuckDBAPI, Linker

from measured import Clock, quality, show

HERE = pathlib.Path(__file__).parent


def asked():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ["prepared", "model_in", "model_out", "pairs", "clusters"]:
        parser.add_argument(name)
    parser.add_argument("--training", default=HERE / "training.json")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--threshold", type=float, default=0.95)
    parser.add_argument("--database", default=":memory:", help="a file, in place of memory")
    parser.add_argument("--chunks", type=int, help="predict in so many pieces of each side")
    parser.add_argument("--memory", help="DuckDB's memory limit, such as 6GB")
    parser.add_argument("--truth", help="who each record is about")
    parser.add_argument("--seed", type=int, help="slower: Splink then sorts what it samples")
    return parser.parse_args()


def connected(args):
    con = duckdb.connect(args.database)
    con.execute(f"SET threads = {args.threads}")
    con.execute("SET preserve_insertion_order = false")
    con.execute("SET enable_progress_bar = false")
    if args.memory:
        con.execute(f"SET memory_limit = '{args.memory}'")
    return con


def settings(path):
    made = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    made["retain_matching_columns"] = False
    made["retain_intermediate_calculation_columns"] = False
    made["additional_columns_to_retain"] = []
    return made


def train(linker, training, clock, seed):
    with clock.phase("train: prior"):
        if training["deterministic"]:
            linker.training.estimate_probability_two_random_records_match(
                training["deterministic"], recall=training["recall"]
            )
    with clock.phase("train: u"):
        linker.training.estimate_u_using_random_sampling(
            max_pairs=training["random_pairs"], seed=seed
        )
    for rule in training["rules"]:
        with clock.phase(f"train: m, {rule}"):
            linker.training.estimate_parameters_using_expectation_maximisation(
                rule,
                estimate_without_term_frequencies=True,
                max_pairs=training["pairs_a_rule"],
            )


def copied(con, table, columns, path):
    con.execute(f"COPY (SELECT {columns} FROM {table}) TO '{path}' (FORMAT parquet)")


def number(con, sql):
    return con.execute(sql).fetchone()[0]


def judged(con, pairs, truth, threshold):
    """How good the pairs are; outside the clock."""
    con.execute(f"CREATE TEMP TABLE truth AS FROM read_parquet('{truth}')")
    of_person = "SELECT count(*) n FROM truth GROUP BY person_id"
    true_pairs = number(con, f"SELECT sum(n * (n - 1) / 2)::bigint FROM ({of_person})")
    weighed = con.execute(
        f"SELECT match_weight, (a.person_id = b.person_id)::int FROM {pairs} "
        "JOIN truth a ON record_id_l = a.record_id JOIN truth b ON record_id_r = b.record_id"
    ).fetchall()
    return quality(weighed, true_pairs, math.log2(threshold / (1 - threshold)))


def main():
    args = asked()
    logging.getLogger("splink").setLevel(logging.ERROR)
    training = json.loads(pathlib.Path(args.training).read_text(encoding="utf-8"))
    clock = Clock()
    with clock.phase("read"):
        con = connected(args)
        con.execute(f"CREATE TABLE people AS FROM read_parquet('{args.prepared}')")
        people = DuckDBAPI(con).register("people")
        linker = Linker(people, settings(args.model_in), log_level=logging.ERROR)
    train(linker, training, clock, args.seed)
    with clock.phase("save model"):
        pathlib.Path(args.model_out).unlink(missing_ok=True)
        linker.misc.save_model_to_json(args.model_out)
    with clock.phase("predict"):
        predicted = linker.inference.predict(
            threshold_match_probability=args.threshold,
            num_chunks_left=args.chunks,
            num_chunks_right=args.chunks,
        )
    with clock.phase("cluster"):
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            predicted, threshold_match_probability=args.threshold
        )
    with clock.phase("write"):
        pairs = predicted.physical_name
        columns = "record_id_l, record_id_r, match_weight, match_probability"
        copied(con, pairs, columns, args.pairs)
        copied(con, clusters.physical_name, "record_id, source, cluster_id", args.clusters)
    counts = {
        "records": number(con, "SELECT count(*) FROM people"),
        "pairs": number(con, f"SELECT count(*) FROM {pairs}"),
        "clusters": number(
            con, f"SELECT count(DISTINCT cluster_id) FROM {clusters.physical_name}"
        ),
    }
    found = clock.summary(**counts, threads=args.threads, cores=os.cpu_count())
    if args.truth:
        found["quality"] = judged(con, pairs, args.truth, args.threshold)
    show(found)


if __name__ == "__main__":
    main()
