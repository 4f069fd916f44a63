"""Read a table of values as `segment` does, every cell checked, and write it as it is; or read and write it bare.

    python bench/read_and_write.py (checked|bare) VALUES.(csv|parquet) TARGET.(csv|parquet)

What `segment` costs beside the former is what sorting costs; beside the latter, what checks cost as well.
"""

from __future__ import annotations

import sys

import polars as pl

how, source, target = sys.argv[1:]
kind = target.rpartition(".")[2]
if how == "bare":
    table = pl.read_parquet(source) if kind == "parquet" else pl.read_csv(source)
    table.write_parquet(target) if kind == "parquet" else table.write_csv(target)
else:
    from clvcli.cli.tables import value_rows
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.reading.read import read_tables
    from clvcli.output.rows import write_rows
    from clvcli.output.terminal import Streams
    from clvcli.valuation.schema import VALUES
    from clvcli.valuation.stored import together, values_from

    found = [values for each in read_tables([source], ReadOptions()) if (values := values_from(each)) is not None]
    rows = value_rows(together(found), VALUES, {}, "Customers")
    write_rows(rows, output=target, format=kind, streams=Streams(stdin=None, stdout=None, stderr=None))
