"""What a user may set about the reading of inputs; everything else is decided from the values."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from dataclasses import dataclass, field
from datetime import date  # noqa: TC003  (the same)
from typing import TYPE_CHECKING, Literal

from clvcli.config import MAX_REJECTS, IdentityName

if TYPE_CHECKING:
    import polars as pl

    from clvcli.budget import Budget


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """Options of every command that takes an export; None means: decide from the file's own values."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """`--map FIELD=COLUMN`, see `fields.py`."""
    source_format: str | None = None
    """`--source-format NAME`: the format to read by, whatever the header says."""
    encoding: str | None = None
    separator: str | None = None
    decimal: Literal[",", "."] | None = None
    date_format: str | None = None
    """`--date-format %d/%m/%Y`, as strftime writes it."""
    sheet: str | None = None
    tax: Literal["included", "excluded"] | None = None
    """`--tax`: whether printed amounts hold tax."""
    tax_rate: float | None = None
    """`--tax-rate 0.25`: the rate to take out of amounts that hold tax the file does not print."""
    amount_is: Literal["line", "order"] | None = None
    """`--amount-is`: whether a repeated amount belongs to the line or to the whole order."""
    discount_is: Literal["amount", "share", "percent"] | None = None
    """`--discount-is`: whether a line's discount is money, a share of the price, or percent of it."""
    currency: str | None = None
    """`--currency DKK`: the currency of amounts that name none, or the one to report in with `rates`."""
    rates: str | None = None
    """`--rates rates.csv`: date, currency, rate (units of the reporting currency per unit)."""
    rate_table: pl.DataFrame | None = field(default=None, repr=False, compare=False)
    """What stands there, once it has been read; see `rate_file.py`."""
    by_currency: bool = False
    """`--by currency`: report each currency apart instead of stopping."""
    time_zone: str | None = None
    """`--time-zone Europe/Copenhagen`: the shop's zone for instants with an offset; default: as written."""
    statuses: Mapping[str, str] = field(default_factory=dict)
    """`--status WORD=paid`: what a status word means that the format does not know."""
    as_of: date | None = None
    identity: tuple[IdentityName, ...] = ()
    """`--identity email,id`: what a buyer is known by, best first; empty: all there is."""
    merge_identities: bool = True
    """`--no-merge` keeps ids apart that share an e-mail."""
    exclude_customers: str | None = None
    """`--exclude-customers FILE`: who is left out, one id, e-mail or @domain a line."""
    costs: str | None = None
    """`--costs FILE`: sku, cost of a unit, perhaps days and currency."""
    products: str | None = None
    """`--products FILE`: sku, and what it is."""
    customers: str | None = None
    """`--customers FILE`: id or e-mail, and what is known of the person."""
    compare: str | None = None
    """`--compare COLUMN`: a column of that file, to be kept as it is printed."""
    version: int | None = None
    """`--as-of-version 3`: read stores as they were then."""
    pseudonym_key: bytes | None = field(default=None, repr=False)
    """The secret of `--pseudonymise`: identities are replaced by a hash with it."""
    budget: Budget | None = None
    """`--memory`: what the settling of orders may take that cannot be told by their own lines."""
    strict: bool = False
    """`--strict`: no row may be rejected.  Doubts are notes, and it is the command that stops at them."""
    max_rejects: float = MAX_REJECTS
    """`--max-rejects`: the share of rows above which rejects stop the run."""
