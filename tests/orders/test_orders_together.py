"""Rows that have to be settled together are no more than memory was named for."""

from __future__ import annotations

from pathlib import Path

import pytest

from clvcli.budget import LIBRARIES, MIB, Budget
from clvcli.errors import MemoryTooSmallError
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions

SMALL = Budget(size=LIBRARIES + MIB, asked_for=True)
"""Room for some thousand rows."""

NORDLYS = Path(__file__).parents[2] / "sample_data" / "nordlys" / "ordrelinjer.csv"


def test_an_export_that_is_not_plain_is_refused_where_it_is_longer_than_memory_holds() -> None:
    with pytest.raises(
        MemoryTooSmallError, match="settling 6,651 rows together takes about 257 MiB of memory, more than"
    ):
        ingest([str(NORDLYS)], ReadOptions(by_currency=True, budget=SMALL), condense=True)


def test_a_plain_export_is_never_settled_together(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    rows = [f"o{n},c{n % 7},2024-01-{n % 28 + 1:02},s{n % 5},1,{n % 50 + 1}.50" for n in range(200)]
    log.write_text("\n".join(["order_id,customer_id,order_date,sku,quantity,unit_price", *rows, ""]))
    assert ingest([str(log)], ReadOptions(budget=SMALL), condense=True).rows_read == 200
