"""Who a customer is on a screen or in a report: never an e-mail, unless it is asked for."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN_FORMATS = frozenset({"table", "md"})
"""Formats made to be looked at; data files carry the e-mail, for their owner alone."""

_EMAIL = r"^[^@\s]+@[^@\s]+$"
_BYTES = 5
"""Forty bits, eight characters: short enough to read aloud, and a million customers meet by chance half a time."""


def for_format(frame: pl.DataFrame, chosen: str, *, show_identity: bool) -> pl.DataFrame:
    """Return customers as a format shows them: to be looked at without e-mails, as data with them."""
    return shown(frame, ("customer_id",), show_identity=show_identity or chosen not in SHOWN_FORMATS)


def shown(frame: pl.DataFrame, columns: Sequence[str], *, show_identity: bool) -> pl.DataFrame:
    """Return a frame whose e-mails in `columns` are replaced by short keyed hashes, the same for the same e-mail.

    The key is made of all e-mails of the frame together, so whoever lacks the data cannot test a guess,
    and the same data give the same hashes.
    """
    if show_identity:
        return frame
    present = [name for name in columns if name in frame.columns and frame[name].dtype == pl.String]
    emails = sorted({email for name in present for email in frame[name].filter(frame[name].str.contains(_EMAIL))})
    if not emails:
        return frame
    key = hashlib.blake2b("\n".join(emails).encode()).digest()
    hashes = [_short(email, key) for email in emails]
    return frame.with_columns(pl.col(name).replace(emails, hashes) for name in present)


def _short(email: str, key: bytes) -> str:
    digest = hashlib.blake2b(email.encode(), key=key, digest_size=_BYTES).digest()
    return "buyer-" + base64.b32encode(digest).decode().lower()
