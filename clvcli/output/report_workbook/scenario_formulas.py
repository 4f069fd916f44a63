"""The formulas of a scenario: column B holds what the report says, column C what is typed or reckoned.

Each formula gives back column B while nothing is typed over: levers act as proportions of the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.customers.months import MONTHS_PER_YEAR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.audit.worth.scenario import Ahead, Scenario, Stretch

Lines = dict[str, int]
"""What stands on which line of the page, counted from 1."""


def factors(found: Scenario, at: Lines) -> Mapping[str, str]:
    """Return what becomes of the money of a purchase, of what is left of it, and of the number of purchases."""
    back = f"(1-C{at['return_rate']})/(1-B{at['return_rate']})"
    purchases = f"=C{at['orders']}/B{at['orders']}"
    if found.repurchase:
        years = found.today.stretches[-1].end
        purchases += f"*{_multiple('C', at, years)}/{_multiple('B', at, years)}"
    return {
        "money": f"=C{at['order_value']}/B{at['order_value']}*{back}",
        "left_today": _left(found.today, found, at),
        "left_new": _left(found.later, found, at) if found.later is not None else "=1",
        "purchases": purchases,
    }


def _left(ahead: Ahead, found: Scenario, at: Lines) -> str:
    """Return what is left of a purchase: most rises with money and margin, the rest it costs whatever it brings."""
    margin = f"C{at['margin']}/B{at['margin']}*" if found.margin is not None else ""
    return f"=(1-{_literal(ahead.cost_share)})*{margin}C{at['money']}+{_literal(ahead.cost_share)}"


def _multiple(column: str, at: Lines, years: float) -> str:
    """Return the margin multiple of the rate in `column`, up to the horizon (`models.margin_multiple`)."""
    kept = f"({column}{at['repurchase']}/(1+C{at['discount_rate']}))"
    return f"IF({kept}<1,{kept}*(1-{kept}^{years!r})/(1-MIN({kept},0.999999999)),{years!r})"


def of_stretch(stretch: Stretch, left: str, here: int, at: Lines) -> str:
    """Return the value of a stretch of time: the report's, moved by the factors, discounted at the new rate."""
    rate, far = at["discount_rate"], at["horizon"]
    long = stretch.end - stretch.start
    counted = f"MAX(0,MIN(1,(C{far}/{MONTHS_PER_YEAR}-{stretch.start!r})/{long!r}))"
    discounted = f"((1+B{rate})/(1+C{rate}))^D{here}"
    return f"=B{here}*C{at[left]}*C{at['purchases']}*{discounted}*IF(C{far}>=B{far},1,{counted})"


def of_age(here: int, at: Lines) -> tuple[str, str]:
    """Return what a new customer has left by a month of age, and the highest of it so far."""
    first = at["age 0"]
    reached = f"=C{at['left_new']}*(B{first}+(B{here}-B{first})*C{at['purchases']})"
    return reached, f"=MAX(C{first}:C{here})"


def results(found: Scenario, at: Lines, stretches: Mapping[str, tuple[int, int]]) -> Mapping[str, str]:
    """Return what is asked of the scenario; `stretches` are the first and last line of `today` and `later`."""
    cac, clv = f"C{at['cac']}", f"C{at['clv_new']}"
    known = {"today": _sum(stretches["today"])}
    if found.later is None:
        return known
    rate, years = f"C{at['discount_rate']}", f"C{at['years']}"
    annuity = f"IF({rate}=0,{years},(1-(1+{rate})^(-{years}))/{rate})"
    today, future = f"C{at['today']}", f"C{at['future']}"
    return known | {
        "first": f"=B{at['first']}*C{at['left_new']}",
        "later": _sum(stretches["later"]),
        "clv_new": f"=C{at['first']}+C{at['later']}",
        "ltv_cac": f'=IF({cac}="","",IF({cac}=0,"",{clv}/{cac}))',
        "payback": _payback(cac, at, len(found.curve)),
        "future": f'=IF({cac}="","",C{at["per_year"]}*({clv}-{cac})*{annuity})',
        "total": f"=IF(ISNUMBER({future}),{today}+{future},{today})",
    }


def _payback(cac: str, at: Lines, ages: int) -> str:
    """Return the first month of age by which as much was left as a customer cost; in words where it is none."""
    if not ages:
        return '=""'
    below = f"SUMPRODUCT(--(D{at['age 0']}:D{at['age 0'] + ages - 1}<{cac}))"
    return f'=IF({cac}="","",IF({below}>={ages},">{ages - 1}",{below}))'


def _sum(lines: tuple[int, int]) -> str:
    return f"=SUM(C{lines[0]}:C{lines[1]})"


def _literal(number: float) -> str:
    return f"({number!r})" if number < 0 else repr(number)
