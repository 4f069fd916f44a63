"""Who is held out of an audience, so that what it brings can be measured: the same customers in every run.

Whether a customer is held out depends on the customer, the seed and the share alone: not on the order of rows, on
who else is in the segment, or on when it is drawn.  Nobody is in the list of one segment or currency and held out
of another, and whoever is held out stays so when the audience is written again next month.
"""

from __future__ import annotations

import hashlib

import polars as pl

_BYTES = 8


def held_out(customers: pl.Series, share: float, seed: int) -> pl.Series:
    """Return whether each of `customers` (their ids) is in the control group, about `share` of them.

    A keyed hash of an id below `share` of its range (BLAKE2, RFC 7693).
    """
    distinct = customers.unique()
    key = f"clvcli control {seed}".encode()
    limit = share * float(1 << 8 * _BYTES)
    drawn = [
        int.from_bytes(hashlib.blake2b(text.encode(), key=key, digest_size=_BYTES).digest()) < limit
        for text in distinct
    ]
    return customers.replace_strict(distinct, pl.Series(drawn, dtype=pl.Boolean), return_dtype=pl.Boolean)
