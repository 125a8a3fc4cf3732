"""The measure in DuckDB: python duckdb_engine.py FACTS register|everyone ANSWER"""

import sys

import duckdb

from common import BANDS, CAUTIONS, CLEARED, ITEMS, LEVELS, Spent, windows, write

facts, who, answer = sys.argv[1:]



def words(of):
    return "(" + ", ".join(f"'{it}'" for it in of) + ")"


COUNTED = f"""
    select person_id, conviction_date as d, offence_class
      from read_parquet('{facts}/offence/*.parquet')
     where conviction_date is not null
       and recordable and not breach
       and coalesce(verdict, '') not in {words(CLEARED)}
       and coalesce(disposal, '') not in {words(CAUTIONS)}
"""

MEMBERS = {
    "register": f"""
        create temp table member as
        select c.n, c.day, c.b0, c.e0, c.e1, c.e2, c.e3, p.*, r.scheme_id as scheme,
               a.cdrp_id as cdrp, a.lcjb_id as lcjb, a.region_id as region
          from read_parquet('{facts}/registration.parquet') r
          join cohort c
            on r.entry_date <= c.day and (r.exit_date is null or r.exit_date > c.day)
          join read_parquet('{facts}/person.parquet') p using (person_id)
          left join read_parquet('{facts}/area.parquet') a
            on a.scheme_id = r.scheme_id
           and a.from_date <= c.day and (a.to_date is null or a.to_date > c.day)
         where p.death_date is null or p.death_date >= c.day""",
    "everyone": f"""
        create temp table member as
        with first as (select person_id, min(d) as d from counted group by person_id)
        select c.n, c.day, c.b0, c.e0, c.e1, c.e2, c.e3, p.*, r.scheme_id as scheme,
               a.cdrp_id as cdrp, a.lcjb_id as lcjb, a.region_id as region
          from first
          join cohort c on first.d < c.day
          join read_parquet('{facts}/person.parquet') p using (person_id)
          left join read_parquet('{facts}/registration.parquet') r
            on r.person_id = p.person_id
           and r.entry_date <= c.day and (r.exit_date is null or r.exit_date > c.day)
          left join read_parquet('{facts}/area.parquet') a
            on a.scheme_id = r.scheme_id
           and a.from_date <= c.day and (a.to_date is null or a.to_date > c.day)
         where p.death_date is null or p.death_date >= c.day""",
}

STEPS = ", ".join(
    f"count(*) filter (d >= day and d < e{it}) as f{it}" for it in range(4))
SUMS = ", ".join(
    f"sum(f{it}) as count{it}, sum(f{it} * f{it}) as squares{it}, "
    f"count(*) filter (f{it} > 0) as again{it}" for it in range(4))
SETS = [*LEVELS, "sex", "ethnicity", "age_band"]
GROUPS = "(n), " + ", ".join(f"(n, {it})" for it in SETS)
AGE = """(date_part('year', m.day) * 12 + date_part('month', m.day)
          - date_part('year', date_of_birth) * 12 - date_part('month', date_of_birth)
          - (date_part('day', m.day) < date_part('day', date_of_birth))::int)::int // 12"""
BAND = "case " + " ".join(
    f"when age >= {first} then '{name}'" for first, name in reversed(BANDS)) + " end"


def run(db):
    db.execute("create temp table cohort (n int, day date, b0 date, e0 date, e1 date, e2 date, "
               "e3 date)")
    db.executemany("insert into cohort values (?, ?, ?, ?, ?, ?, ?)", [list(it) for it in windows()])
    if who == "everyone":
        db.execute(f"create temp view counted as {COUNTED}")
    db.execute(MEMBERS[who])
    low, high = db.execute("select min(b0), max(e3) from cohort").fetchone()
    db.execute(f"""
        create temp table near as
        {COUNTED} and conviction_date >= '{low}' and conviction_date < '{high}'
        {"and person_id in (select person_id from member)" if who == "register" else ""}""")
    db.execute(f"""
        create temp table per as
        with occasion as (select distinct person_id, d from near),
        counted as (
            select n, m.person_id, count(*) filter (d < day) as b, {STEPS},
                   min(d) filter (d >= day) as first
              from member m join occasion o
                on o.person_id = m.person_id and o.d >= m.b0 and o.d < m.e3
             group by n, m.person_id)
        select m.n, scheme, cdrp, lcjb, region, sex, ethnicity, {AGE} as age, {BAND} as age_band,
               coalesce(b, 0) as b,
               {", ".join(f"coalesce(f{it}, 0) as f{it}" for it in range(4))},
               first is not null as again,
               coalesce(first, least(m.e3, coalesce(death_date, m.e3))) - m.day as seen
          from member m left join counted c on c.n = m.n and c.person_id = m.person_id""")
    table = db.execute(f"""
        select n, {", ".join(SETS)}, grouping({", ".join(SETS)}) as g, count(*) as people,
               sum(b) as baseline, sum(b * b) as baseline_squares, sum(b * f3) as product, {SUMS}
          from per group by grouping sets ({GROUPS})""").fetchall()
    survival = db.execute(f"""
        select n, {", ".join(SETS)}, grouping({", ".join(SETS)}) as g, again, seen, count(*)
          from per group by grouping sets ({groups_with("again, seen")})""").fetchall()
    classes = db.execute(f"""
        with occasion as (select distinct person_id, d, offence_class from near),
        counted as (
            select n, offence_class, m.person_id, count(*) filter (d < day) as b, {STEPS}
              from member m join occasion o
                on o.person_id = m.person_id and o.d >= m.b0 and o.d < m.e3
             group by n, offence_class, m.person_id)
        select n, offence_class, sum(b) as baseline, sum(b * b) as baseline_squares,
               sum(b * f3) as product, {SUMS}
          from counted group by n, offence_class""").fetchall()
    return table, survival, classes


def groups_with(more):
    return f"(n, {more}), " + ", ".join(f"(n, {it}, {more})" for it in SETS)


def place(row):
    """Level, area, breakdown and value of a row of grouping sets."""
    keys, bits = row[1:1 + len(SETS)], row[1 + len(SETS)]
    for at, name in enumerate(SETS):
        if not bits >> (len(SETS) - 1 - at) & 1:
            if name in LEVELS:
                return name, keys[at], "", ""
            return "nation", None, name, keys[at]
    return "nation", None, "", ""


with Spent() as it:
    db = duckdb.connect()
    db.execute("set threads = 2")
    db.execute("set preserve_insertion_order = false")
    table, survival, classes = run(db)

rows = []
names = ["people", "baseline", "baseline_squares", "product",
         *(f"{what}{step}" for step in range(4) for what in ("count", "squares", "again"))]
people = {}
for row in table:
    where = place(row)
    if where == ("nation", None, "", ""):
        people[row[0]] = row[2 + len(SETS)]
    rows += [(row[0], *where, ITEMS[name], amount)
             for name, amount in zip(names, row[2 + len(SETS):])]
for row in survival:
    again, seen, count = row[2 + len(SETS):]
    rows.append((row[0], *place(row), (10_000 if again else 1_000_000) + seen, count))
for row in classes:
    where = ("nation", None, "offence_class", row[1])
    rows.append((row[0], *where, 0, people[row[0]]))
    rows += [(row[0], *where, ITEMS[name], amount) for name, amount in zip(names[1:], row[2:])]
write(rows, answer)
it.tell()
