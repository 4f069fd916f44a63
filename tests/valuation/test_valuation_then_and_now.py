"""Values of an earlier day beside those of now: what cannot be compared is refused, and said why."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from clvcli.errors import EarlierValuesMismatchError
from clvcli.in_parts import InParts
from clvcli.valuation.then_and_now import check_comparable


def comparable(then: pl.DataFrame, now: pl.DataFrame) -> None:
    check_comparable("before.csv", then, now, (InParts.of(then), InParts.of(now)))


def _values(**other: object) -> pl.DataFrame:
    facts = {
        "currency": "DKK",
        "as_of": date(2024, 6, 30),
        "basis": "net revenue, ex tax",
        "horizon": "36m",
        "discount_rate": 0.1,
        "clv_residual": 10.0,
        "method": "bg-nbd",
    }
    ids = [f"c{number}" for number in range(20)]
    columns = {name: [value] * len(ids) for name, value in (facts | other).items()}
    return pl.DataFrame({"customer_id": ids} | columns)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"currency": "SEK"}, "has the currency SEK; that of these values is DKK"),
        ({"currency": None}, "has the currency unnamed"),
        ({"basis": "contribution, ex tax"}, "has the basis contribution"),
        ({"horizon": "12m"}, "has the horizon 12m; that of these values is 36m"),
        ({"discount_rate": 0.2}, "has the discount rate 0.2"),
        ({"as_of": date(2024, 7, 1)}, "is as of 2024-07-01, later than these values, 2024-06-30"),
    ],
)
def test_values_that_mean_something_else_are_refused(other: dict[str, object], said: str) -> None:
    with pytest.raises(EarlierValuesMismatchError, match=said):
        comparable(_values(**other), _values())


@pytest.mark.parametrize(("known", "refused"), [(0, True), (1, True), (2, False), (20, False)])
def test_a_tenth_of_the_customers_must_be_known_now(known: int, refused: bool) -> None:
    stranger = pl.lit("x") + pl.col("customer_id")
    place = pl.int_range(pl.len())
    then = _values().with_columns(customer_id=pl.when(place < known).then("customer_id").otherwise(stranger))
    if not refused:
        comparable(then, _values())
        return
    with pytest.raises(EarlierValuesMismatchError, match=f"of the 20 customers in before.csv {known} are among"):
        comparable(then, _values())


def test_an_earlier_day_of_one_of_several_currencies_can_be_compared() -> None:
    now = pl.concat([_values(), _values(currency="SEK")])
    comparable(_values(as_of=date(2023, 6, 30)), now)
