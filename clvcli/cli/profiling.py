"""`segment --profile`: what is known of each customer's habits, beside the values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.errors import OptionsDisagreeError

if TYPE_CHECKING:
    import polars as pl

    from clvcli.cli.valued import Valued


def profile_of(customers: Valued, spring_summer: tuple[int, int]) -> pl.DataFrame:
    """Return the columns of `products.profile.PROFILE` of each row of `customers`.

    Raises OptionsDisagreeError where the run had no orders.
    """
    if customers.ingested is None or customers.customers is None or customers.valuation is None:
        raise OptionsDisagreeError.settled("profile")
    from clvcli.customers.rhythm import rhythm
    from clvcli.products.profile import profiles

    people, lines = customers.customers, customers.ingested.lines
    known = rhythm(lines, first_date=people.first_date, as_of=people.as_of)
    rows = customers.frame.with_columns(customers.valuation.keys.alias("customer_key"))
    return profiles(lines, rows, known, people.as_of, spring_summer=spring_summer)
