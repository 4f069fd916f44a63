"""A store as commands read it: one table of canonical order lines, as lazy as a file of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import EmptyInputError
from clvcli.orders.schema import CANONICAL_SCHEMA, SCHEMA_KEY, TAX_KEY
from clvcli.orders.store.table import canonical_lines, open_store
from clvcli.orders.tables import LINE, Decision, RawTable
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from clvcli.orders.store.table import Store


def read_store(uri: str, *, name: str, version: int | None) -> RawTable:
    """Return the lines of a store at its latest version, or an earlier one; `name` is what messages say.

    Raises EmptyInputError where nothing was kept, and what `open_store` raises.
    """
    store = open_store(uri, version=version)
    if store.rows == 0:
        raise EmptyInputError.nothing(name)
    return RawTable(
        source=name,
        columns=tuple(CANONICAL_SCHEMA),
        frame=canonical_lines(store).with_row_index(LINE, offset=1).with_columns(pl.col(LINE).cast(pl.Int64)),
        rows_read=store.rows,
        of_store=True,
        decisions=(
            Decision(
                subject=Saying("version of the store"),
                value=str(store.version),
                how="default" if version is None else "set",
                source=name,
            ),
        ),
        metadata={**store.facts, SCHEMA_KEY: store.facts[SCHEMA_KEY], **_tax(store)},
    )


def _tax(store: Store) -> dict[str, str]:
    """Return what all lines say of tax, where they say the same."""
    said = store.lines().select(pl.col("tax").unique()).collect(engine="streaming")["tax"].to_list()
    return {TAX_KEY: said[0]} if len(said) == 1 and said[0] is not None else {}
