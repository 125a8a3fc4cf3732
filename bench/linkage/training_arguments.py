"""The arguments that make `throughcare link train` train by a file such as training.json.

    training_arguments.py TRAINING.json

One argument a line.
"""

import json
import pathlib
import sys


def arguments(training):
    yield from ["--random-pairs", training["random_pairs"]]
    yield from ["--pairs-a-rule", training["pairs_a_rule"]]
    yield from ["--recall", training["recall"]]
    for rule in training["rules"]:
        yield from ["--train-rule", rule]
    for rule in training["deterministic"]:
        yield from ["--deterministic", rule]


if __name__ == "__main__":
    for argument in arguments(json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))):
        print(argument)
