"""Writes the same few records as the programs write that people make lists with.

Run it in this folder: `pip install duckdb polars pyarrow`, then `python3 make.py`. Kept so that
anybody can see what is in the files, and make them again with later versions.
"""

import datetime

import duckdb
import polars
import pyarrow
import pyarrow.parquet

RECORDS = polars.DataFrame(
    {
        "record_id": [1, 2, 3],
        "forename": ["Zoë", None, "Łukasz"],
        "surname": ["O'Brien-Smith", "JONES", ""],
        "dob": [datetime.date(1980, 2, 29), None, datetime.date(1975, 12, 1)],
        "seen": [datetime.datetime(2020, 1, 2, 23, 59, 59), None, datetime.datetime(1969, 12, 31, 23)],
        "alias_surname": [["Smith", "Smyth"], None, []],
        "shoe_size": [8.5, None, 11.0],
        "here": [True, False, None],
    },
    schema_overrides={"alias_surname": polars.List(polars.String)},
)
ARROW = RECORDS.to_arrow()

for compression in ["zstd", "snappy", "gzip", "uncompressed"]:
    RECORDS.write_parquet(f"polars_{compression}.parquet", compression=compression)

duckdb.sql("create table records as select * from ARROW")
duckdb.sql("copy records to 'duckdb_v1.parquet'")
duckdb.sql("copy records to 'duckdb_v2.parquet' (parquet_version v2, compression zstd)")

pyarrow.parquet.write_table(ARROW, "pyarrow_v1.parquet", version="1.0", data_page_version="1.0")
pyarrow.parquet.write_table(ARROW, "pyarrow_v2.parquet", data_page_version="2.0", compression="gzip")
pyarrow.parquet.write_table(ARROW, "pyarrow_plain.parquet", use_dictionary=False)
# As Spark does: instants in 96 bits.
pyarrow.parquet.write_table(ARROW, "pyarrow_int96.parquet", use_deprecated_int96_timestamps=True)
pyarrow.parquet.write_table(
    ARROW,
    "pyarrow_delta.parquet",
    use_dictionary=False,
    column_encoding={"forename": "DELTA_BYTE_ARRAY", "surname": "DELTA_LENGTH_BYTE_ARRAY"},
)
