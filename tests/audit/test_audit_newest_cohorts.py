"""The alarm of the newest cohorts: silent by chance and season, loud where they are worth less."""

from __future__ import annotations

import random
from datetime import timedelta
from itertools import pairwise

import polars as pl
from polars.testing import assert_frame_equal

from clvcli.audit.retention.newest_cohorts import NEWEST, newest_cohorts
from tests.audit.audit_shop import AS_OF, OPENED, Sale, audit_of, lines_of, shop

LAST_DAY = (AS_OF - OPENED).days


def steady(worth: int = 100, *, last: int | None = None, only: int | None = None, seed: int = 1) -> list[Sale]:
    """Return four years of two new customers a day; those of the `last` days bring less, every year or `only` then."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    sales: list[Sale] = []
    for after in range(LAST_DAY + 1):
        day = OPENED + timedelta(days=after)
        low = (last is not None and after > LAST_DAY - last) or day.month == only
        part = 3 if low else 1
        sales += [(f"{each}{after}", after, chance.randint(worth // 2, worth) // part, None) for each in "ab"]
    return sales


def test_customers_worth_a_third_raise_the_alarm_at_the_ages_at_which_they_are_the_newest() -> None:
    found = newest_cohorts(shop(steady(last=160)))
    assert found.filter("alarm")["days"].to_list() == [30, 90]
    row = found.row(0, named=True)
    assert row["high"] < 0
    assert row["value"] * 2 < row["before"]


def test_equal_customers_raise_none() -> None:
    for seed in range(5):
        found = newest_cohorts(shop(steady(seed=seed)))
        assert not found["alarm"].any()


def test_a_month_that_is_low_every_year_is_season() -> None:
    """October is in the newest three months that show 30 days, and in those of each year before."""
    found = newest_cohorts(shop(steady(only=10))).row(0, named=True)
    assert (found["from"].month, found["to"].month) == (8, 10)
    assert not found["alarm"]
    assert found["season"]


def test_each_age_shows_months_observed_so_long_and_until_their_returns_were_over() -> None:
    audit = shop(steady())
    for each in newest_cohorts(audit).iter_rows(named=True):
        observed = (AS_OF - pl.Series([each["to"]]).dt.month_end()[0]).days
        assert observed >= each["days"] + audit.return_window_days
        assert observed < each["days"] + audit.return_window_days + 31
    ends = newest_cohorts(audit)["to"]
    assert all(later < sooner for sooner, later in pairwise(ends))


def test_a_year_of_customers_says_nothing() -> None:
    assert newest_cohorts(shop([sale for sale in steady() if sale[1] > LAST_DAY - 400])).is_empty()
    assert NEWEST == 3


def test_neither_the_order_of_rows_nor_the_unit_of_money_moves_the_alarm() -> None:
    sales = steady(last=160)
    once = newest_cohorts(shop(sales))
    twice = newest_cohorts(audit_of(lines_of(sales, times=2).sample(fraction=1, shuffle=True, seed=3)))
    money = ("value", "before", "difference", "low", "high", "last_year", "over_year")
    assert_frame_equal(twice, once.with_columns(pl.col(money) * 2))
