"""The scenario: yellow cells to type over, and formulas that reckon the value of customers again.

With the figures of the report in the yellow cells it comes to the figures of the report: `audit.worth.scenario`
says how the value is taken apart.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from clvcli.audit.acquisition.payback import payback
from clvcli.audit.worth.equity import annuity
from clvcli.customers.months import MONTHS_PER_YEAR
from clvcli.output.report_workbook.scenario_formulas import factors, of_age, of_stretch, results
from clvcli.output.report_workbook.sheets import Entry, Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.audit.worth.scenario import Scenario, Stretch
    from clvcli.output.document import Value
    from clvcli.output.words.language import Language

NAME = "scenario"
WIDTHS = (50, 24, 24, 24, 100)

SHARE, MONEY, COUNT = Entry(kind="share"), Entry(kind="money"), Entry(kind="count")

INPUTS: Mapping[str, tuple[Entry, float]] = {
    "margin": (SHARE, 1.0),
    "order_value": (MONEY, 1e12),
    "return_rate": (SHARE, 0.99),
    "repurchase": (SHARE, 0.99),
    "orders": (Entry(kind="number"), 1e6),
    "discount_rate": (SHARE, 1.0),
    "horizon": (COUNT, 1_200.0),
    "cac": (MONEY, 1e12),
    "per_year": (COUNT, 1e9),
    "years": (COUNT, 50.0),
}
"""Input -> what it is, and the most that may be typed."""

RESULTS: Mapping[str, Entry] = {
    "clv_new": MONEY,
    "first": MONEY,
    "later": MONEY,
    "ltv_cac": Entry(kind="number"),
    "payback": COUNT,
    "today": MONEY,
    "future": MONEY,
    "total": MONEY,
}
FACTORS = ("money", "left_today", "left_new", "purchases")
FACTOR = Entry(kind="number", digits=4, value=1.0)

HEAD = 4
"""Lines above the inputs: the title, what to do, an empty one, headings."""

BETWEEN = 2
"""Lines between two blocks: an empty one, and headings."""

HEADS = ("what", "report", "scenario", "more", "how")
"""Columns of the page: the keys of their headings in each block."""

Line = tuple["Entry | None", ...]


def scenario_page(found: Scenario, unit: str | None, language: Language, *, named: bool) -> Page:
    """Return the page of one currency, which its name says where there are several."""
    name = language.words[f"sheet.{NAME}"]
    page = _Layout(found, unit, language)
    title = Entry(value=f"{name} ({unit})" if unit else name, style="title")
    rows = ((title,), (page.said("scenario.how"),), *page.blocks())
    return Page(id=NAME, name=f"{name} {unit}" if named and unit else name, widths=WIDTHS, rows=rows)


class _Layout:
    """Where everything stands on the page, and what stands there."""

    def __init__(self, found: Scenario, unit: str | None, language: Language) -> None:
        self.found, self.unit, self.words = found, unit, language.words
        self.ahead: list[tuple[str, Stretch]] = [("today", each) for each in found.today.stretches]
        if found.later is not None:
            self.ahead += [("later", each) for each in found.later.stretches]
        ages = found.curve if found.later is not None else ()
        self.names = {
            "inputs": list(INPUTS),
            "results": list(RESULTS),
            "factors": list(FACTORS),
            "ahead": [f"stretch {number}" for number in range(len(self.ahead))],
            "curve": [f"age {age}" for age in range(len(ages))],
        }
        self.at: dict[str, int] = {}
        start = HEAD + 1
        for names in self.names.values():
            self.at |= {name: start + place for place, name in enumerate(names)}
            start += len(names) + BETWEEN
        self.factors = factors(found, self.at)
        self.results = results(found, self.at, self._stretches_of())
        self.base = base_of(found)

    def blocks(self) -> list[Line]:
        """Return the lines of all blocks, each under an empty line and its headings."""
        makers = {
            "inputs": self._input,
            "results": self._result,
            "factors": self._factor,
            "ahead": self._stretch,
            "curve": self._age,
        }
        lines: list[Line] = []
        for block, names in self.names.items():
            if names:
                heads = (self.words.get(f"scenario.{block}.{place}", "") for place in HEADS)
                headed = tuple(
                    Entry(value=head, style="heading" if place in {0, len(HEADS) - 1} else "heading_of_figures")
                    for place, head in enumerate(heads)
                )
                lines += [(), headed, *map(makers[block], names)]
        return lines

    def said(self, key: str) -> Entry:
        """Return a text of the page."""
        return Entry(value=self.words[key])

    def _label(self, name: str) -> Entry:
        return self.said(f"scenario.{name}")

    def _how(self, name: str) -> Entry:
        unknown = f"scenario.{name}.unknown"
        missing = self.base.get(name, 1.0) is None and unknown in self.words
        return replace(self.said(unknown if missing else f"scenario.{name}.how"), style="beside")

    def _money(self, shape: Entry, value: Value) -> Entry:
        return replace(shape, value=value, unit=self.unit)

    def _input(self, name: str) -> Line:
        shape, most = INPUTS[name]
        known = self._money(shape, self.base[name])
        return (self._label(name), known, replace(known, style="input", between=(0.0, most)), None, self._how(name))

    def _result(self, name: str) -> Line:
        known, formula, here = self._money(RESULTS[name], self.base[name]), self.results.get(name), self.at[name]
        if formula is None:
            return (self._label(name), known, None, None, self._how(name))
        less = f'=IF(AND(ISNUMBER(B{here}),ISNUMBER(C{here})),C{here}-B{here},"")'
        moved = None if known.value is None or isinstance(known.value, str) else 0.0
        then = replace(known, formula=formula, style="result")
        return (self._label(name), known, then, replace(known, value=moved, formula=less), self._how(name))

    def _factor(self, name: str) -> Line:
        return (self._label(name), FACTOR, replace(FACTOR, formula=self.factors[name]), None, self._how(name))

    def _stretch(self, name: str) -> Line:
        whose, stretch = self.ahead[self.at[name] - self.at["stretch 0"]]
        first, last = (round(years * MONTHS_PER_YEAR) for years in (stretch.start, stretch.end))
        label = Entry(value=self.words[f"scenario.{whose}.months"].format(first=first + 1, last=last))
        known = self._money(MONEY, stretch.value)
        formula = of_stretch(stretch, "left_today" if whose == "today" else "left_new", self.at[name], self.at)
        return (label, known, replace(known, formula=formula), Entry(kind="number", value=stretch.at))

    def _age(self, name: str) -> Line:
        age = self.at[name] - self.at["age 0"]
        known = self._money(MONEY, self.found.curve[age])
        reached, highest = of_age(self.at[name], self.at)
        most = self._money(MONEY, max(self.found.curve[: age + 1]))
        return (
            Entry(kind="count", value=age),
            known,
            replace(known, formula=reached),
            replace(most, formula=highest),
        )

    def _stretches_of(self) -> dict[str, tuple[int, int]]:
        """Return the first and the last line of today's customers and of new ones."""
        today, start = len(self.found.today.stretches), self.at["stretch 0"]
        return {"today": (start, start + today - 1), "later": (start + today, start + len(self.ahead) - 1)}


def base_of(found: Scenario) -> dict[str, Value]:
    """Return the inputs of the report, and what it comes to; None for what is not known."""
    ends = [stretch.end for ahead in (found.today, found.later) if ahead for stretch in ahead.stretches]
    later = None if found.later is None else found.later.value
    clv = None if later is None or found.first is None else found.first + later
    future = None
    if clv is not None and found.cac is not None:
        future = found.per_year * (clv - found.cac) * annuity(found.discount_rate, found.years)
    return {
        "margin": found.margin,
        "order_value": found.order_value,
        "return_rate": found.return_rate,
        "repurchase": found.repurchase or None,
        "orders": found.orders,
        "discount_rate": found.discount_rate,
        "horizon": round(max(ends) * MONTHS_PER_YEAR),
        "cac": found.cac,
        "per_year": found.per_year,
        "years": found.years,
        "clv_new": clv,
        "first": found.first,
        "later": later,
        "ltv_cac": clv / found.cac if clv is not None and found.cac else None,
        "payback": _payback(found),
        "today": found.today.value,
        "future": future,
        "total": found.today.value + (future or 0.0),
    }


def _payback(found: Scenario) -> Value:
    if found.cac is None or not found.curve:
        return None
    back = payback(found.curve, found.cac)
    return f">{back.observed}" if back.month is None else back.month
