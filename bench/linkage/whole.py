"""Runs a command as a process of its own and says what it took as a whole.

    whole.py COMMAND [ARGUMENT...]

The command prints JSON. What is printed here is a figure a line, `name value`: wall and CPU
seconds and the most memory of the process, and every number in its JSON by its path, such as
`best.f1` or `thresholds.0.95.recall`.
"""

import json
import os
import subprocess
import sys
import time


def measured(command):
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    printed = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status != 0:
        sys.exit(f"{command[0]} failed")
    whole = {
        "wall_seconds": round(wall, 3),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 3),
        "peak_memory_mib": used.ru_maxrss // 1024,
    }
    return {"whole": whole, **json.loads(printed)}


def key(place, item):
    """What a list's item is called: by its threshold, its phase, or its place."""
    if isinstance(item, dict) and "match_probability" in item:
        return round(item["match_probability"], 4)
    if isinstance(item, dict) and "phase" in item:
        return item["phase"]
    return place


def figures(found, path=""):
    if isinstance(found, dict):
        inside = found.items()
    elif isinstance(found, list):
        inside = [(key(place, item), item) for place, item in enumerate(found)]
    else:
        if isinstance(found, (int, float)) and not isinstance(found, bool):
            print(path, found)
        return
    for name, item in inside:
        name = str(name).replace(" ", "_")
        figures(item, f"{path}.{name}" if path else name)


if __name__ == "__main__":
    figures(measured(sys.argv[1:]))
