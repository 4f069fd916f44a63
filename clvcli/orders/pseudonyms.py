"""Identities replaced by a keyed hash at the door, so that nothing behind it knows who anybody is.

A bare hash of an e-mail or a phone can be undone by guessing; with a secret key it cannot, and the same customer
keeps the same pseudonym (EDPB guidelines 01/2025 on pseudonymisation; HMAC-SHA-256, RFC 2104).
"""

from __future__ import annotations

import hashlib
import hmac
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import polars as pl

from clvcli.config import KEY_VARIABLE
from clvcli.errors import PseudonymKeyError, PseudonymsDisagreeError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.orders.tables import RawTable

Lines = TypeVar("Lines", pl.DataFrame, pl.LazyFrame)

IDENTITIES = ("customer_id", "customer_email", "customer_phone", "customer_key", "buyer")
"""Columns of lines, in any state, that say who bought."""

PSEUDONYMS_KEY = "clvcli.pseudonyms"
"""Key of the metadata that says by which key the identities of lines were replaced."""

LEAST_CHARACTERS = 32
"""A key shorter than this may be guessed."""

_MOST_OF_A_KEY = 1 << 20
"""Bytes that are read of a file of a key: a device may never end."""

_PSEUDONYM_BYTES = 16
"""Half of the hash: two of a hundred billion customers meet with a chance of one in ten to the sixteenth."""

_PREFIX = "p-"
"""So that nobody takes a pseudonym for a number of the shop's."""


def read_key(path: str | None, environment: Mapping[str, str] = os.environ) -> bytes:
    """Return the key in the file, else in CLVCLI_PSEUDONYM_KEY, without white space around it.

    Raises PseudonymKeyError where there is none, where it is too short, and where others may read the file.
    """
    key = _of_file(path) if path is not None else environment.get(KEY_VARIABLE, "").strip().encode()
    if not key:
        raise PseudonymKeyError.missing()
    if len(key) < LEAST_CHARACTERS:
        raise PseudonymKeyError.short(len(key), LEAST_CHARACTERS)
    return key


def _of_file(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            if os.fstat(file.fileno()).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise PseudonymKeyError.open_to_others(path)
            return file.read(_MOST_OF_A_KEY).strip()
    except OSError as error:
        raise PseudonymKeyError.unreadable(path, (error.strerror or "unknown reason").lower()) from error


def id_of(key: bytes) -> str:
    """Return what may be told of a key: enough to know it again, nothing to find it by."""
    return hashlib.sha256(b"clvcli pseudonyms\0" + key).hexdigest()[:16]


def pseudonym(text: str, key: bytes) -> str:
    """Return the pseudonym of one identity, normalised before."""
    return _PREFIX + hmac.digest(key, text.encode(), "sha256")[:_PSEUDONYM_BYTES].hex()


def replaced(lines: Lines, key: bytes) -> Lines:
    """Return lines in which every identity is its pseudonym."""
    there = [name for name in IDENTITIES if name in lines.collect_schema()]
    found = pl.concat([lines.lazy().select(identity=pl.col(name)).unique() for name in there]).unique().drop_nulls()
    texts = found.collect(engine="streaming")["identity"].to_list()
    pseudonyms = [pseudonym(text, key) for text in texts]
    return lines.with_columns(
        pl.col(name).replace_strict(texts, pseudonyms, return_dtype=pl.String, default=None) for name in there
    )


def at_the_door(lines: Lines, table: RawTable, key: bytes | None) -> Lines:
    """Return lines of a canonical table with pseudonyms of `key`, where one is given; they may be there already.

    Raises PseudonymsDisagreeError where they were made with another key.
    """
    if key is None:
        return lines
    there = table.metadata.get(PSEUDONYMS_KEY)
    if there is None:
        return replaced(lines, key)
    if there != id_of(key):
        raise PseudonymsDisagreeError.other_key(table.source)
    return lines
