"""What a report says of a currency of which every order came back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from clvcli.contribution.orders import order_table
from clvcli.contribution.settings import CostSettings
from clvcli.output.report_sections.seasons import seasons
from clvcli.output.words.languages import ENGLISH
from clvcli.products.kept_lines import goods_lines
from clvcli.products.seasonality import seasonality

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from clvcli.output.report_inputs import ReportInputs


def test_years_in_which_nothing_was_kept_have_no_best_month(
    inputs: ReportInputs,
    canonical: Callable[[list[dict[str, Any]]], pl.DataFrame],
    order: Callable[..., list[dict[str, Any]]],
) -> None:
    days, paid = [date(2023, 2, 1), date(2024, 5, 1), date(2025, 6, 30)], Decimal(100)
    rows = [row for day in days for row in order(f"O{day}", day, "anna@x.dk", paid, refund=paid, refunded_at=day)]
    lines, as_of = canonical(rows).lazy(), days[-1]
    orders = order_table(lines, CostSettings(), as_of=as_of).orders
    found = seasonality(goods_lines(lines, as_of), orders, currency="DKK", first_date=date(2022, 7, 1), as_of=as_of)
    section = seasons(replace(inputs.analyses[0], seasonality=found))
    assert section.missing is not None
    assert "No order of these years was kept" in ENGLISH.say(section.missing)
