"""The measure in Throughcare: python throughcare_engine.py PROGRAM FACTS DEFINITION ANSWER

The whole process is measured, from its start to its end.
"""

import json
import resource
import subprocess
import sys
import time

from common import ITEMS

program, facts, definition, answer = sys.argv[1:]
BY = "nation,scheme,cdrp,lcjb,region,sex,ethnicity,age_band,offence_class"

begun = time.perf_counter()
told = subprocess.run(
    [program, "measure", "run", definition, "--facts", facts, "--by", BY, "--format", "tallies",
     "--threads", "2"],
    check=True, stdout=subprocess.PIPE, text=True)
wall = time.perf_counter() - begun
usage = resource.getrusage(resource.RUSAGE_CHILDREN)

kept = set(ITEMS.values())
lines = []
for line in told.stdout.splitlines()[1:]:
    cohort, _, level, area, breakdown, value, item, amount = line.split(",")
    if int(item) in kept or int(item) >= 10_000 and breakdown != "offence_class":
        lines.append(",".join((cohort, level, area, breakdown, value, item, amount)))
with open(answer, "w", encoding="utf-8") as file:
    file.write("\n".join(sorted(lines)) + "\n")
json.dump({"cpu": usage.ru_utime + usage.ru_stime, "wall": wall,
           "peak": usage.ru_maxrss * 1024, "imported": 0}, sys.stdout)
