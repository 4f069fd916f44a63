"""What is said of files beside the orders: costs, customers, and who is left out."""

from __future__ import annotations

from clvcli.notes.base import Note
from clvcli.sayings import Saying, joined, together


def not_in_file(source: str, *, found: int, lines: int, share: float | None, keys: str, without_key: str) -> Note:
    """Of sold lines that a file beside the orders says nothing of: their cost, product or customer is not in it."""
    reach = "" if share is None else Saying(", {share:.0%} of net sales", share=share)
    told = joined(", ", filter(None, (Saying("{keys} not in it", keys=keys), without_key)))
    text = Saying(
        "{source} speaks of {found:,} of {lines:,} sold lines{reach}; {told}",
        source=source,
        found=found,
        lines=lines,
        reach=reach,
        told=told,
    )
    return Note(code="CLVN31", text=text, changes_money=found == 0)


MOST = 0.5
"""Share of lines: where more cost too much, it is the costs that are wrong."""


def costs_above_price(source: str, lines: int, of: int) -> Note:
    """Of lines that cost more than they were sold for; where most do, the costs are of another unit or currency."""
    text = Saying(
        "{lines:,} of {of:,} sold lines cost more than they were sold for, by {source}",
        lines=lines,
        of=of,
        source=source,
    )
    return Note(code="CLVN32", text=text, changes_money=lines > MOST * of)


def customers_disagree(source: str, customers: int) -> Note:
    """Of customers of whom several rows say different things, having several ids there.

    The row of the smallest id speaks, but a consent that any of them refuses is refused.
    """
    text = Saying(
        "{source} says different things of {customers:,} customers with several rows; the first id speaks",
        source=source,
        customers=customers,
    )
    return Note(code="CLVN33", text=text)


def not_in_order_lines(source: str, fields: list[str]) -> Note:
    """Of what a file says of customers that order lines have no column for: they are kept without it."""
    return Note(
        code="CLVN28",
        text=Saying(
            "order lines have no column for {fields}; what {source} says of it is not kept",
            fields=together(fields),
            source=source,
        ),
        hint=f"give compute --customers {source} again",
    )


def customers_excluded(customers: int, idle: int) -> Note:
    """Of customers who are left out by `--exclude-customers`, and entries of the list that name no buyer."""
    rest = Saying("; {idle:,} of its entries name nobody who bought", idle=idle) if idle else ""
    text = Saying("{customers:,} customers are left out by the list{rest}", customers=customers, rest=rest)
    return Note(code="CLVN34", text=text, changes_money=not customers)


def contracts_overlap(source: str, customers: int) -> Note:
    """Of customers one of whose contracts begins before another has ended: they are one relationship."""
    text = Saying(
        "{source} has contracts of 1 customer that overlap; they count as one"
        if customers == 1
        else "{source} has contracts of {customers:,} customers that overlap; they count as one",
        source=source,
        customers=customers,
    )
    return Note(code="CLVN71", text=text)
