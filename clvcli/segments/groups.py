"""Groups of customers who are alike in what is expected of them, how often they bought, and whether they still do.

Each figure says what the others do not: value looks ahead and orders a year look back, so that whoever bought often
and has probably left is a group, too.  Orders expected would say once more what value says: on the logs of three
shops they correlate by 0.91 to 0.97, orders a year by 0.81 to 0.88.  Figures are compared by ratios where they are
large and by differences where they are small (the inverse hyperbolic sine), in units of the shop itself.
"""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from clvcli import notes
from clvcli.models.discounting import DAYS_PER_YEAR
from clvcli.on_disk import gathered
from clvcli.orders.currency import in_currency
from clvcli.sayings import Saying, joined
from clvcli.segments.clusters import LEAST_CUSTOMERS, MOST_CLUSTERS, centres_of, nearest
from clvcli.segments.cuts import CUTS, currencies_of, medians, rounded
from clvcli.segments.schema import GROUP
from clvcli.segments.scheme import Scheme, Segment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.models.histories import Floats
    from clvcli.notes import Note
    from clvcli.on_disk import Table
    from clvcli.segments.scheme import Material

NOT_PREDICTED = "not_predicted"

UNIT, SPREAD = "unit", "spread"
"""Names of cut points beside those of groups: the unit of a figure, and how far customers differ in it."""

PARTS = 1_000_000
"""Of a unit, in which figures are counted: sums of whole numbers do not depend on the order of rows."""

CELL = PARTS // 20
"""Customers as near as a twentieth of a unit, or 5 % of a large figure, are learnt from together."""


class Figure(NamedTuple):
    """One of the figures that customers are compared by."""

    name: str
    value: pl.Expr


VALUE = Figure("clv_12m", rounded(pl.col("clv_12m")))
ORDERS = Figure(
    "orders_a_year",
    pl.col("orders_24m") / (pl.col("age_days").fill_null(0) / DAYS_PER_YEAR).clip(1.0, 2.0),
)
"""Of the last 24 months; whoever is new has had a year, since an order in the first week is no fifty a year."""
ALIVE = Figure("p_alive", pl.col("p_alive"))

FIGURES = (VALUE, ORDERS, ALIVE)

STILL_CUSTOMERS, OFTEN = 0.5, 2.0
"""P(alive), and orders a year, from which a group is treated as customers, and as buying often.

Where a method knows nothing of leaving, nobody is taken to have left."""

KINDS = {
    (True, True): "staying_often",
    (True, False): "staying_seldom",
    (False, True): "leaving_often",
    (False, False): "leaving_seldom",
}
"""Whether a group are still customers, and whether they bought often -> what a book of actions calls them."""

MEANING = Saying(
    "Customers who are alike in what is expected of them in 12 months, in their orders a year of the last 24 "
    "months and in how likely they are still customers. There are as many groups in a currency as are found again "
    "when its customers are drawn anew; a customer of group_1 is expected to bring most, and the table says what "
    "is typical of each."
)

LEFT_OUT = Segment(
    name=NOT_PREDICTED,
    rule=Saying("Customers of whom nothing is predicted for the next 12 months"),
)

WHOLE = 100
"""Money from which cents are noise to a reader."""

GROUPS = tuple(f"group_{number}" for number in range(1, MOST_CLUSTERS + 1))
"""Best first: in the order of the value that is expected of a customer in the middle of each."""


class Lines(NamedTuple):
    """Where the groups of one currency lie, in the order of FIGURES; not a number where nobody differs."""

    units: Floats
    spreads: Floats
    centres: Floats
    """In the figures' own units, shape `(groups, figures)`, best first."""

    @classmethod
    def among(cls, cuts: pl.DataFrame, currency: str | None) -> Lines:
        """Return the lines that cut points (CUTS) draw for a currency, without groups where they draw none."""
        at = {(name, measure): line for _, name, measure, line in cuts.filter(in_currency(currency)).rows()}
        groups = [name for name in GROUPS if (name, VALUE.name) in at]
        rows = [
            [nan if (line := at.get((name, figure.name))) is None else line for figure in FIGURES]
            for name in (UNIT, SPREAD, *groups)
        ]
        units, spreads, *centres = np.array(rows, dtype=np.float64)
        return cls(units, spreads, np.reshape(centres, (-1, len(FIGURES))))

    def cuts(self, currency: str | None) -> pl.DataFrame:
        """Return the lines as cut points (CUTS)."""
        names = (UNIT, SPREAD, *GROUPS)
        table = (self.units, self.spreads, *self.centres)
        rows = [
            (currency, name, figure.name, None if np.isnan(at) else at)
            for name, row in zip(names, table, strict=False)
            for figure, at in zip(FIGURES, row, strict=True)
        ]
        return pl.DataFrame(rows, schema=CUTS, orient="row")

    def scaled(self, figures: Floats) -> Floats:
        """Return figures on scales that compare."""
        scaled: Floats = np.arcsinh(figures / self.units) / self.spreads
        return scaled


def group_scheme() -> Scheme:
    """Return the scheme that finds groups of customers who are alike, best first."""
    return Scheme(
        name="groups", columns=(GROUP,), learn=_learnt, assign=_assigned, segments=_segments, notes=_notes
    )


def _figures(values: pl.LazyFrame) -> pl.LazyFrame:
    """Return the currency and the figures of each customer."""
    return values.select("currency", *(figure.value.alias(figure.name) for figure in FIGURES))


def _learnt(material: Material) -> pl.DataFrame:
    known = _figures(material.values.lazy()).filter(pl.col(VALUE.name).is_not_null())
    return pl.concat(
        _lines(known.filter(in_currency(currency))).cuts(currency) for currency in currencies_of(material.values)
    )


def _units(figures: pl.LazyFrame) -> Floats:
    """Return where ratios begin to count more than differences in each figure, of customers of one currency."""
    value = pl.col(VALUE.name)
    usual = medians(figures.filter(value != 0.0).select("currency", value.abs()), VALUE.name, ["currency"])
    return np.array([usual[VALUE.name].item() if usual.height and figure is VALUE else 1.0 for figure in FIGURES])


def _lines(figures: pl.LazyFrame) -> Lines:
    """Return the lines between the customers of one currency, whatever their order."""
    units = _units(figures)
    cells = _cells(figures, units)
    if cells.is_empty():
        return Lines(units, np.full_like(units, nan), np.empty((0, units.size)))
    customers = cells["customers"].to_numpy()
    points = cells.select(figure.name for figure in FIGURES).to_numpy() / customers[:, np.newaxis] / PARTS
    middle = np.average(points, axis=0, weights=customers)
    spreads = np.sqrt(np.average((points - middle) ** 2, axis=0, weights=customers))
    known = np.array([cells[f"{figure.name} known"].sum() == customers.sum() for figure in FIGURES])
    tell = known & (spreads > 0.0)
    found = centres_of(points[:, tell] / spreads[tell], customers)
    bent = np.tile(np.where(known, middle, nan), (len(found), 1))
    bent[:, tell] = found * spreads[tell]
    best_first = np.lexsort(-bent.T[::-1])
    return Lines(units, np.where(tell, spreads, nan), (units * np.sinh(bent))[best_first])


def _cells(figures: pl.LazyFrame, units: Floats) -> pl.DataFrame:
    """Return the sums of bent figures, in PARTS, of customers near to one another, and how many they are.

    Of as many of them each figure is known.
    """
    bent = figures.select(
        ((pl.col(figure.name) / unit).arcsinh() * PARTS).round().cast(pl.Int64)
        for figure, unit in zip(FIGURES, units, strict=True)
    )
    cell = (pl.all() // CELL).name.suffix(" cell")
    counted = bent.group_by(cell).agg(
        pl.all().sum(), pl.all().count().cast(pl.Int64).name.suffix(" known"), customers=pl.len().cast(pl.Int64)
    )
    return gathered(counted).sort(pl.all())


def _assigned(values: pl.DataFrame, cuts: pl.DataFrame) -> pl.DataFrame:
    figures = _figures(values.lazy()).collect()
    place = np.full(values.height, MOST_CLUSTERS)
    for currency in currencies_of(values):
        lines = Lines.among(cuts, currency)
        theirs = figures.select(in_currency(currency) & pl.col(VALUE.name).is_not_null()).to_series().to_numpy()
        if len(lines.centres):
            scaled = lines.scaled(figures.filter(theirs).drop("currency").to_numpy())
            place[theirs] = nearest(scaled, lines.scaled(lines.centres))
    names = pl.Series(GROUP.name, [*GROUPS, NOT_PREDICTED])
    return values.with_columns(names.gather(place))


def _segments(cuts: pl.DataFrame) -> tuple[Segment, ...]:
    """Return the groups that cut points (CUTS) tell of, with what is typical of each, or what they are."""
    lines = {currency: Lines.among(cuts, currency) for currency in currencies_of(cuts)}
    most = max((len(each.centres) for each in lines.values()), default=MOST_CLUSTERS)
    return (*(_group(place, lines) for place in range(most)), LEFT_OUT)


def _group(place: int, lines: Mapping[str | None, Lines]) -> Segment:
    middles = {currency: each.centres[place] for currency, each in lines.items() if place < len(each.centres)}
    if not middles:
        return Segment(name=GROUPS[place], rule=MEANING)
    first = next(iter(middles.values()))
    left, often = first[FIGURES.index(ALIVE)] < STILL_CUSTOMERS, first[FIGURES.index(ORDERS)] >= OFTEN
    return Segment(
        name=GROUPS[place],
        rule=joined("; ", (_typical(middle, currency) for currency, middle in middles.items())),
        told_as=KINDS[not left, bool(often)],
    )


def _typical(middle: Floats, currency: str | None) -> Saying:
    """Return what is typical of a group: `DKK 2,410 in 12 months, 3.1 orders a year, 86 % still customers`."""
    value, orders, alive = map(float, middle)
    money = Saying("{value:,.0f}" if abs(value) >= WHOLE else "{value:,.2f}", value=value)
    told = {
        Saying(
            "{currency} {money} in 12 months" if currency else "{money} in 12 months",
            currency=currency,
            money=money,
        ): value,
        Saying("{orders:.1f} orders a year", orders=orders): orders,
        Saying("{percent:.0f} % still customers", percent=alive * 100): alive,
    }
    return joined(", ", (said for said, figure in told.items() if not np.isnan(figure)))


def _notes(values: Table, cuts: pl.DataFrame) -> tuple[Note, ...]:
    """Say of which currencies the customers are one group."""
    alone = [currency for currency in currencies_of(cuts) if len(Lines.among(cuts, currency).centres) == 1]
    several = len(currencies_of(values)) > 1
    return tuple(notes.one_group(currency if several else None, least=LEAST_CUSTOMERS) for currency in alone)
