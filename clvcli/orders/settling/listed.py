"""`--exclude-customers`: staff, wholesale, test accounts, left out by a list of who they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import polars as pl

from clvcli import notes as said
from clvcli.errors import CustomerListError, InputMissingError
from clvcli.notes import Note  # noqa: TC001  (part of a type alias that is read at run time)
from clvcli.small_files import text_of_small

RULE = "excluded_customer"

Lines = TypeVar("Lines", pl.DataFrame, pl.LazyFrame)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Who is on the list."""

    path: str
    names: tuple[str, ...]
    """Ids and e-mails, lower-cased, sorted."""
    domains: tuple[str, ...]
    """With their `@`."""

    def is_named(self, name: str) -> pl.Expr:
        """Whether the identifier in column `name` is on the list."""
        text = pl.col(name).str.to_lowercase()
        named = text.is_in(self.names)
        for domain in self.domains:
            named |= text.str.ends_with(domain)
        return named.fill_null(value=False)


def read_list(path: str) -> Listed:
    """Read one customer a line: an id, an e-mail, or `@domain`; raises CustomerListError and InputMissingError."""
    try:
        text = text_of_small(path)
    except FileNotFoundError:
        raise InputMissingError.file(path, None) from None
    except (OSError, UnicodeDecodeError):
        raise CustomerListError.unreadable(path) from None
    bare = (line.partition("#")[0].strip().strip('"').lower() for line in text.splitlines())
    entries = sorted({entry for entry in bare if entry})
    if not entries:
        raise CustomerListError.empty(path)
    return Listed(
        path=path,
        names=tuple(entry for entry in entries if not entry.startswith("@")),
        domains=tuple(entry for entry in entries if entry.startswith("@")),
    )


def without_listed(lines: Lines, path: str) -> tuple[Lines, tuple[Note, ...]]:
    """Mark the lines of customers on the list at `path` by RULE, and say what of it was found.

    Everything a listed person bought is left out, under another of their ids as well.  Needs `customer_key`,
    `customer_id`, `customer_email`, `customer_phone` and `excluded`.
    """
    listed = read_list(path)
    named = pl.any_horizontal(listed.is_named(name) for name in _NAMES)
    keys = lines.lazy().filter(named & pl.col("customer_key").is_not_null()).select(_NAMES).unique()
    found = keys.collect()
    out = pl.col("customer_key").is_in(found["customer_key"].unique().implode()).fill_null(value=False)
    marked = lines.with_columns(
        excluded=pl.when(pl.col("excluded").is_null() & out).then(pl.lit(RULE)).otherwise("excluded")
    )
    return marked, (said.customers_excluded(found["customer_key"].n_unique(), _idle(listed, found)),)


_NAMES = ("customer_id", "customer_email", "customer_phone", "customer_key")


def _idle(listed: Listed, found: pl.DataFrame) -> int:
    """Return how many entries of the list name nobody who bought."""
    seen = {str(text).lower() for name in _NAMES for text in found[name].drop_nulls()}
    names = sum(name not in seen for name in listed.names)
    return names + sum(not any(text.endswith(domain) for text in seen) for domain in listed.domains)
