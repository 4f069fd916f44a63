"""Who a customer is on a screen or in a report: never an e-mail or a phone, unless it is asked for."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, overload

import polars as pl

from clvcli.on_disk import ROWS_OF_PART, OnDisk, sorted_on_disk
from clvcli.scratch import scratch_folder, writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from clvcli.on_disk import Table

SHOWN_FORMATS = frozenset({"table", "md"})
"""Formats made to be looked at; data files carry the e-mail or phone, for their owner alone."""

_PERSONAL = r"^[^@\s]+@[^@\s]+$|^\+[0-9]{6,}$"
"""E-mails, and phones with their calling code; one without looks like any number of the shop's."""

_SORTED_AT_ONCE = 524_288
"""Identities that are sorted together: some tens of megabytes."""

_BYTES = 5
"""Forty bits, eight characters: short enough to read aloud, and a million customers meet by chance half a time."""


@overload
def for_format(frame: pl.DataFrame, chosen: str, *, show_identity: bool) -> pl.DataFrame: ...
@overload
def for_format(frame: Table, chosen: str, *, show_identity: bool) -> Table: ...
def for_format(frame: Table, chosen: str, *, show_identity: bool) -> Table:
    """Return customers as a format shows them: to be looked at without e-mails, as data with them."""
    return customers_shown(frame, show_identity=show_identity or chosen not in SHOWN_FORMATS)


@overload
def customers_shown(frame: pl.DataFrame, *, show_identity: bool) -> pl.DataFrame: ...
@overload
def customers_shown(frame: Table, *, show_identity: bool) -> Table: ...
def customers_shown(frame: Table, *, show_identity: bool) -> Table:
    """Return customers as `shown` does, wherever they lie."""
    if isinstance(frame, OnDisk):
        return frame if show_identity else _shown_on_disk(frame, "customer_id")
    return shown(frame, ("customer_id",), show_identity=show_identity)


def shown(frame: pl.DataFrame, columns: Sequence[str], *, show_identity: bool) -> pl.DataFrame:
    """Return a frame whose e-mails and phones in `columns` are replaced by short keyed hashes, each by one.

    The key is made of all of the frame together, so whoever lacks the data cannot test a guess,
    and the same data give the same hashes.
    """
    if show_identity:
        return frame
    present = [name for name in columns if name in frame.columns and frame[name].dtype == pl.String]
    found = sorted({each for name in present for each in frame[name].filter(frame[name].str.contains(_PERSONAL))})
    if not found:
        return frame
    key = _key([found])
    hashes = [_short(each, key) for each in found]
    return frame.with_columns(pl.col(name).replace(found, hashes) for name in present)


def _shown_on_disk(table: OnDisk, name: str) -> OnDisk:
    """Return the same of one column of a table on disk, whose hashes are made when its rows are read."""
    key = _key(_in_order(table, name))

    def hashed(cells: pl.Series) -> pl.Series:
        """Return some cells of the column, e-mails and phones by their hashes."""
        found = cells.filter(cells.str.contains(_PERSONAL)).unique()
        return cells.replace(found, pl.Series([_short(each, key) for each in found], dtype=pl.String))

    return table.with_columns(pl.col(name).map_batches(hashed, return_dtype=pl.String, is_elementwise=True))


def _in_order(table: OnDisk, name: str) -> Iterator[Sequence[str]]:
    """Yield what is hashed of a column, each once and in order, some at once."""
    folder, parts, last = scratch_folder(), [], None
    for number, rows in enumerate(table.select([name]).slices(_SORTED_AT_ONCE)):
        parts.append(folder / f"{number}.parquet")
        with writing():
            found = rows.filter(pl.col(name).str.contains(_PERSONAL)).unique().sort(name)
            found.write_parquet(parts[-1], row_group_size=ROWS_OF_PART)
    for rows in sorted_on_disk(parts, [name], descending=[False], folder=scratch_folder()).slices():
        yield rows.filter(pl.col(name).ne_missing(pl.col(name).shift(fill_value=last))).to_series().to_list()
        last = rows[name].last()


def _key(found: Iterable[Sequence[str]]) -> bytes:
    """Return what is made of all that is hashed, in order."""
    key = hashlib.blake2b()
    for number, some in enumerate(filter(None, found)):
        key.update(("\n" * bool(number) + "\n".join(some)).encode())
    return key.digest()


def _short(identity: str, key: bytes) -> str:
    digest = hashlib.blake2b(identity.encode(), key=key, digest_size=_BYTES).digest()
    return "buyer-" + base64.b32encode(digest).decode().lower()
