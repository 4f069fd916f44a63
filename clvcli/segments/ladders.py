"""What saved cut points must be of, for a scheme to sort by them: which lines, by which measure, in what order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from clvcli.customers.lapse import LIMITS
from clvcli.customers.rhythm import LAST_RUNG
from clvcli.orders.currency import in_currency
from clvcli.segments import grid, groups, rfm
from clvcli.segments.tier_spec import tiers_of
from clvcli.segments.tiers import measure_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    import polars as pl

    from clvcli.segments.cuts import Measure

    Settings = Mapping[str, str]


class Ladder(NamedTuple):
    """The lines that a scheme draws by one measure, among the customers of a currency."""

    measure: str
    names: tuple[str, ...]
    falls: int = 0
    """1 where each line is below the one before, -1 where it is above, 0 where either may be."""
    known: bool = False
    """Whether each line is a number; else it is null where nobody reached it, or too few were there to tell."""


class Fault(NamedTuple):
    """What is wrong with a line."""

    line: str
    """Scheme, currency, name and measure: `tiers.DKK.gold.value_total`."""
    wanted: str | None
    """What it is not; None where it is missing."""


def _of_tiers(settings: Settings, _: Collection[str]) -> Iterator[Ladder]:
    spec = tiers_of(settings["tiers"])
    yield _ranking(measure_of(settings["tier-by"]), spec.names, known=spec.kind == "amounts")


def _of_scores(_: Settings, __: Collection[str]) -> Iterator[Ladder]:
    yield from (_ranking(measure, rfm.BEST_FIRST) for measure in rfm.MEASURES)


def _of_sides(_: Settings, __: Collection[str]) -> Iterator[Ladder]:
    yield from (_ranking(measure, (grid.HIGH, grid.LOW)) for measure in (grid.PAST, grid.FUTURE))


def _of_rungs(_: Settings, __: Collection[str]) -> Iterator[Ladder]:
    rungs = tuple(str(rung) for rung in range(1, LAST_RUNG + 1))
    yield from (Ladder(limit, rungs[:1] if limit == "new_days" else rungs) for limit in LIMITS)


def _of_groups(_: Settings, found: Collection[str]) -> Iterator[Ladder]:
    most = max((place for place, name in enumerate(groups.GROUPS, start=1) if name in found), default=0)
    for figure in groups.FIGURES:
        yield Ladder(figure.name, (groups.UNIT,), known=True)
        yield Ladder(figure.name, (groups.SPREAD,))
        yield Ladder(figure.name, groups.GROUPS[:most], known=figure is groups.VALUE)


def _ranking(measure: Measure, order: tuple[str, ...], *, known: bool = False) -> Ladder:
    """Return the lines of `cuts.cuts_between`."""
    return Ladder(measure.name, order[:-1], falls=-1 if measure.less_is_better else 1, known=known)


LADDERS: Mapping[str, Callable[[Settings, Collection[str]], Iterator[Ladder]]] = {
    "tiers": _of_tiers,
    "rfm": _of_scores,
    "grid": _of_sides,
    "life-cycle": _of_rungs,
    "groups": _of_groups,
}
"""Scheme -> its ladders in a currency, from its settings and the names of the lines that are there."""


def faults_of(
    scheme: str, settings: Settings, cuts: pl.DataFrame, currencies: Collection[str | None]
) -> Iterator[Fault]:
    """Yield what is wrong with the cut points (`cuts.CUTS`) of a scheme, that are to be of these `currencies`.

    Each line is there once at most; `settings` are those of `scheme.Scheme`, of tiers both.  Raises
    `tier_spec.TierSpecError` where they mean no tiers.
    """
    for currency in currencies:
        rows = cuts.filter(in_currency(currency)).select("name", "measure", "at").rows()
        at = {(name, measure): line for name, measure, line in rows}
        start = f"{scheme}.{currency}" if currency else scheme
        for ladder in LADDERS[scheme](settings, {name for name, _ in at}):
            yield from _faults(ladder, at, start)
        yield from (Fault(f"{start}.{name}.{measure}", "a line of the scheme") for name, measure in at)
    others = set(cuts["currency"]) - set(currencies)
    yield from (Fault(f"{scheme}.{currency}", "of a currency under `money`") for currency in others)


def _faults(ladder: Ladder, at: dict[tuple[str, str], float | None], start: str) -> Iterator[Fault]:
    """Yield what is wrong with the lines of a ladder, which are taken out of `at`."""
    before: float | None = None
    for name in ladder.names:
        line, where = (name, ladder.measure), f"{start}.{name}.{ladder.measure}"
        if line not in at:
            yield Fault(where, None)
        elif (here := at.pop(line)) is None:
            if ladder.known:
                yield Fault(where, "a number")
        else:
            if before is not None and ladder.falls and ladder.falls * (before - here) <= 0:
                yield Fault(where, f"{'below' if ladder.falls > 0 else 'above'} the line before it")
            before = here
