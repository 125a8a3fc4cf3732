"""What both engines share: the windows, the form of the answer, and what was spent on it."""

import json
import resource
import sys
import time
from datetime import date

COHORTS = [date(2008, 4, 1), date(2008, 7, 1), date(2008, 10, 1), date(2009, 1, 1)]
LEVELS = ["scheme", "cdrp", "lcjb", "region"]
CAUTIONS = ["caution", "conditional_caution", "reprimand", "final_warning"]
# Verdicts under which nothing was proven, whatever day in court there was.
CLEARED = ["NG", "NC"]
BANDS = [
    (0, "under 10"), (10, "10-14"), (15, "15-17"), (18, "18-20"), (21, "21-24"),
    (25, "25-29"), (30, "30-34"), (35, "35-39"), (40, "40-49"), (50, "50 and over"),
]


def months_after(day, months):
    month = day.month - 1 + months
    return date(day.year + month // 12, month % 12 + 1, day.day)


def windows():
    """For each cohort: its number, the day, the first day of the baseline, four checkpoints."""
    for number, day in enumerate(COHORTS):
        ends = [months_after(day, it) for it in (3, 6, 9, 12)]
        yield number, day, months_after(day, -12), *ends


# The names of the whole numbers, and their numbers in our own answer.
ITEMS = {
    "people": 0, "baseline": 1, "baseline_squares": 2, "product": 3,
    **{f"{what}{step}": 100 + 3 * step + place
       for step in range(4) for place, what in enumerate(("count", "squares", "again"))},
}


def spent():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


class Spent:
    """Processor seconds and time of what happens within, and the peak of memory until its end.

    What the engine takes by being imported is told beside it, so that its own share shows.
    """

    def __enter__(self):
        self.imported = peak()
        self.cpu, self.wall = spent(), time.perf_counter()
        return self

    def __exit__(self, *_):
        self.cpu, self.wall = spent() - self.cpu, time.perf_counter() - self.wall
        self.peak = peak()

    def tell(self):
        json.dump({"cpu": self.cpu, "wall": self.wall, "peak": self.peak,
                   "imported": self.imported}, sys.stdout)


def write(rows, path):
    """Rows of (cohort, level, area, breakdown, value, item, amount), without what is nothing."""
    lines = sorted(",".join("" if it is None else str(it) for it in row)
                   for row in rows if row[-1])
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
