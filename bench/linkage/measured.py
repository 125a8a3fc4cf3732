"""What both Splink scripts share: the clock, and how good pairs are."""

import contextlib
import json
import resource
import sys
import time


class Clock:
    """Wall and CPU seconds by phase, and the most memory that was held."""

    def __init__(self):
        self.phases = {}
        self.started, self.cpu_started = time.perf_counter(), time.process_time()

    @contextlib.contextmanager
    def phase(self, name):
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.phases[name] = {
            "wall_seconds": round(time.perf_counter() - wall, 3),
            "cpu_seconds": round(time.process_time() - cpu, 3),
        }

    def summary(self, **more):
        return {
            "phases": self.phases,
            "wall_seconds": round(time.perf_counter() - self.started, 3),
            "cpu_seconds": round(time.process_time() - self.cpu_started, 3),
            "peak_memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            **more,
        }


def quality(weighed, true_pairs, at):
    """Precision, recall and F1 at a threshold and at the best one.

    `weighed` holds (weight, whether it is one person) for every pair that was found.
    """
    right = total = 0
    best, at_threshold = (0.0, None), None
    ordered = sorted(weighed, reverse=True)
    for place, (weight, same) in enumerate(ordered):
        total += 1
        right += same
        if place + 1 < len(ordered) and ordered[place + 1][0] == weight:
            continue
        f1 = 2 * right / (total + true_pairs)
        if weight >= at:
            at_threshold = _figures(right, total, true_pairs, at)
        if f1 > best[0]:
            best = (f1, _figures(right, total, true_pairs, weight))
    return {"at_threshold": at_threshold, "best": best[1], "true_pairs": true_pairs}


def _figures(right, total, true_pairs, weight):
    return {
        "weight": round(weight, 4),
        "precision": round(right / total, 6),
        "recall": round(right / true_pairs, 6),
        "f1": round(2 * right / (total + true_pairs), 6),
    }


def show(found):
    json.dump(found, sys.stdout, indent=2)
    print()
