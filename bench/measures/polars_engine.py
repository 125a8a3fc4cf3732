"""The measure in Polars: python polars_engine.py FACTS register|everyone ANSWER"""

import os
import sys

os.environ.setdefault("POLARS_MAX_THREADS", "2")

import polars as pl  # noqa: E402

from common import (  # noqa: E402
    BANDS, CAUTIONS, CLEARED, COHORTS, ITEMS, LEVELS, Spent, windows, write)

facts, who, answer = sys.argv[1:]
SETS = [*LEVELS, "sex", "ethnicity", "age_band"]
D = pl.col("conviction_date")


def cohorts():
    names = ["n", "day", "b0", "e0", "e1", "e2", "e3"]
    return pl.LazyFrame(list(windows()), schema=names, orient="row").with_columns(
        pl.col("n").cast(pl.Int32))


def counted():
    return (
        pl.scan_parquet(f"{facts}/offence/*.parquet")
        .filter(
            D.is_not_null(), pl.col("recordable"), ~pl.col("breach"),
            ~pl.col("verdict").fill_null("").is_in(CLEARED),
            ~pl.col("disposal").fill_null("").is_in(CAUTIONS))
        .select("person_id", "conviction_date", "offence_class"))


def members():
    persons = pl.scan_parquet(f"{facts}/person.parquet")
    areas = pl.scan_parquet(f"{facts}/area.parquet")
    standing = (
        pl.scan_parquet(f"{facts}/registration.parquet")
        .select("person_id", pl.col("scheme_id").alias("scheme"), "entry_date", "exit_date")
        .join(cohorts().select("n", "day"), how="cross")
        .filter(
            pl.col("entry_date") <= pl.col("day"),
            pl.col("exit_date").is_null() | (pl.col("exit_date") > pl.col("day")))
        .select("n", "person_id", "scheme"))
    if who == "register":
        people = standing
    else:
        people = (
            counted().group_by("person_id").agg(D.min().alias("first"))
            .join(cohorts().select("n", "day"), how="cross")
            .filter(pl.col("first") < pl.col("day"))
            .select("n", "person_id")
            .join(standing, on=["n", "person_id"], how="left"))
    # Areas of this bench never move, so the day of the cohort does not matter for them.
    where = areas.select(
        pl.col("scheme_id").alias("scheme"), pl.col("cdrp_id").alias("cdrp"),
        pl.col("lcjb_id").alias("lcjb"), pl.col("region_id").alias("region"))
    return (
        people.join(cohorts(), on="n")
        .join(persons, on="person_id")
        .filter(pl.col("death_date").is_null() | (pl.col("death_date") >= pl.col("day")))
        .join(where, on="scheme", how="left"))


def steps():
    after = D >= pl.col("day")
    return [(after & (D < pl.col(f"e{it}"))).sum().cast(pl.Int64).alias(f"f{it}")
            for it in range(4)]


def per_person(near, keys):
    """Counts of each member in each cohort, of those who have any."""
    return (
        near.join(MEMBERS.lazy().select("n", "person_id", "day", "b0", "e0", "e1", "e2", "e3"),
                  on="person_id")
        .filter(D >= pl.col("b0"), D < pl.col("e3"))
        .group_by("n", *keys)
        .agg(
            (D < pl.col("day")).sum().cast(pl.Int64).alias("b"), *steps(),
            D.filter(D >= pl.col("day")).min().alias("first")))


def age_band():
    day, born = pl.col("day"), pl.col("date_of_birth")
    months = ((day.dt.year() - born.dt.year()).cast(pl.Int32) * 12
              + day.dt.month().cast(pl.Int32) - born.dt.month().cast(pl.Int32)
              - (day.dt.day() < born.dt.day()).cast(pl.Int32))
    age = months // 12
    band = pl.when(age >= 50).then(pl.lit("50 and over"))
    for first, name in reversed(BANDS[:-1]):
        band = band.when(age >= first).then(pl.lit(name))
    return band.otherwise(None).alias("age_band")


def sums():
    b, f3 = pl.col("b"), pl.col("f3")
    sums = [b.sum().alias("baseline"), (b * b).sum().alias("baseline_squares"),
            (b * f3).sum().alias("product")]
    for it in range(4):
        f = pl.col(f"f{it}")
        sums += [f.sum().alias(f"count{it}"), (f * f).sum().alias(f"squares{it}"),
                 (f > 0).sum().alias(f"again{it}")]
    return sums


def run():
    global MEMBERS
    MEMBERS = members().collect(engine="streaming")
    all_windows = list(windows())
    near = counted().filter(D >= all_windows[0][2], D < all_windows[-1][6])
    if who == "register":
        near = near.join(MEMBERS.lazy().select("person_id").unique(), on="person_id", how="semi")
    near = near.collect(engine="streaming")
    occasions = near.lazy().select("person_id", "conviction_date").unique()
    of_class = near.lazy().unique()
    per = (
        MEMBERS.lazy()
        .join(per_person(occasions, ["person_id"]), on=["n", "person_id"], how="left")
        .with_columns(age_band(), pl.col("b", "f0", "f1", "f2", "f3").fill_null(0))
        .with_columns(
            pl.col("first").is_not_null().alias("again"),
            (pl.coalesce("first", pl.min_horizontal("e3", pl.coalesce("death_date", "e3")))
             - pl.col("day")).dt.total_days().alias("seen"))
        .select("n", *SETS, "b", "f0", "f1", "f2", "f3", "again", "seen")
        .collect(engine="streaming"))
    lazy = per.lazy()
    queries = []
    for keys in [[], *([it] for it in SETS)]:
        queries.append(lazy.group_by("n", *keys).agg(pl.len().alias("people"), *sums()))
        queries.append(lazy.group_by("n", *keys, "again", "seen").agg(pl.len().alias("people")))
    queries.append(
        per_person(of_class, ["offence_class", "person_id"])
        .group_by("n", "offence_class").agg(*sums()))
    return pl.collect_all(queries, engine="streaming")


with Spent() as it:
    frames = run()

rows = []
people = {}
for at, name in enumerate([None, *SETS]):
    table, survival = frames[2 * at], frames[2 * at + 1]

    def place(row):
        if name is None:
            return "nation", None, "", ""
        if name in LEVELS:
            return name, row[name], "", ""
        return "nation", None, name, row[name]

    for row in table.to_dicts():
        if name is None:
            people[row["n"]] = row["people"]
        rows += [(row["n"], *place(row), number, row[item]) for item, number in ITEMS.items()]
    for row in survival.to_dicts():
        item = (10_000 if row["again"] else 1_000_000) + row["seen"]
        rows.append((row["n"], *place(row), item, row["people"]))
for row in frames[-1].to_dicts():
    where = ("nation", None, "offence_class", row["offence_class"])
    rows.append((row["n"], *where, 0, people[row["n"]]))
    rows += [(row["n"], *where, number, row[item])
             for item, number in ITEMS.items() if item != "people"]
write(rows, answer)
it.tell()
