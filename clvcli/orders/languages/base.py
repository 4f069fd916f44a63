"""What a language file declares: how people who speak it head the columns of an order list."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.orders.formats.base import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The words of one language; nothing here runs, `dictionary.py` looks them up."""

    code: str
    names: Mapping[str, tuple[str, ...]]
    """Field -> what its column is called, best first: of two columns for one field the better name is read."""
    who: tuple[str, ...]
    """Names of `customer_id` that may as well head e-mails or people's names (`customer`): the values tell."""
    people: tuple[str, ...]
    """What columns of people's names are called; they are never an id unless the user says so."""
    numbers: tuple[str, ...]
    """Names of a number that leave open if it is the customer's or the order's (`id`, `no`): the values tell."""
    prices: tuple[str, ...]
    """Names of `unit_price` that leave open if it is of a unit or of the row (`price`): other columns tell."""
    gross: tuple[str, ...]
    """Names of `amount` that may mean before discount, or with tax (`gross`): other columns and words tell."""
    tax: tuple[str, ...]
    """Words for value added tax."""
    including: tuple[str, ...]
    """Words that say, before a word for tax, that amounts hold it."""
    excluding: tuple[str, ...]
    """Words that say, before a word for tax, that they do not."""
    within: str
    """How the name of a tax begins that is a part of the amount beside it: `heraf moms`."""
    months: tuple[str, ...]
    """Names of the months, January first, lower-cased; their beginnings are abbreviations."""
    odd_months: Mapping[str, int] = field(default_factory=dict)
    """Abbreviations that are no beginning -> number of the month."""
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Field -> what its column is called in a list of costs, products or customers beside the orders."""
    nobody: tuple[str, ...] = ()
    """Customer ids that mean whoever came in: `kontant`, `walk-in`; compared without case."""
    documents: tuple[str, ...] = ()
    """Names of columns that say what kind of document a row is."""
    credits: tuple[str, ...] = ()
    """Kinds of document that take back what an earlier one brought."""
    carriage: tuple[str, ...] = ()
    """What the line of an order is called that charges for sending the others."""
    gift_cards: tuple[str, ...] = ()
    """How the name of a gift card begins; selling one is no sale of merchandise."""
    statuses: Mapping[str, Status] = field(default_factory=dict)
    """Lower-cased status words; those of English are known in the exports of every system."""
