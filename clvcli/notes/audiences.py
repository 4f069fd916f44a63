"""What is said of audiences: who agreed by which column, and lists too short to be of use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.notes.base import Note
from clvcli.sayings import Saying, in_ticks, joined, together

if TYPE_CHECKING:
    from collections.abc import Sequence


def consents_read(source: str, network: str, columns: Sequence[str]) -> Note:
    """Of the columns that say who agreed: whether what was asked there covers this use only the shop can know."""
    text = Saying(
        "who says yes to {asked} of {source} is passed on to {network}; make sure that they were asked for that",
        asked=together(in_ticks(columns)),
        source=source,
        network=network,
    )
    return Note(code="CLVN91", text=text)


def short_lists(network: str, lists: Sequence[str], least: int) -> Note:
    """Of lists with fewer rows than a network asks for; it may find nobody by them."""
    text = Saying(
        "{network} asks for lists of {least} rows or more; shorter are {which}",
        network=network,
        least=least,
        which=joined(", ", lists),
    )
    return Note(code="CLVN92", text=text)


def nobody_exported(segments: Sequence[str]) -> Note:
    """Of segments without a list: they have no customers, or all of them are withheld or held out."""
    text = Saying("no file is written of {names}: nobody is left to pass on", names=joined(", ", segments))
    return Note(code="CLVN93", text=text)


def no_list_written(network: str) -> Note:
    """Of an audience without any list: everybody in it is withheld or held out, or nobody is in it.

    It passes for one that changes money, so that a job by night says so, and fails under `--strict`.
    """
    text = Saying("no list was written for {network}: nobody is left to pass on", network=network)
    return Note(
        code="CLVN97", text=text, hint="the account says who was withheld, and for which reason", changes_money=True
    )


def malformed_phones(rows: int) -> Note:
    """Of customers whose phone is no number in use: they are exported by their e-mail alone."""
    text = Saying("{rows:,} of the exported have a phone that is no number; it is left out", rows=rows)
    return Note(code="CLVN94", text=text)


def few_held_out(segments: Sequence[str], few: int) -> Note:
    """Of segments in which so few were held out, or treated, that a difference says little."""
    text = Saying(
        "fewer than {few} were treated or held out in {names}: what is seen there may be chance",
        few=few,
        names=joined(", ", segments),
    )
    return Note(code="CLVN95", text=text)


def members_without_orders(members: int, of: int) -> Note:
    """Of members of an audience who are no customers of the orders it is measured by: they count as no buyers."""
    text = Saying(
        "{members:,} of {of:,} members of the audience are not among these customers; they bought nothing",
        members=members,
        of=of,
    )
    return Note(code="CLVN96", text=text, changes_money=members * 2 > of)
