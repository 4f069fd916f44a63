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
    if customers.ingested is None or customers.customers is None or customers.rhythm is None:
        raise OptionsDisagreeError.settled("profile")
    from clvcli.cli.material import with_keys
    from clvcli.products.profile import profiles

    rows, as_of = with_keys(customers.frame, customers), customers.customers.as_of
    return profiles(customers.ingested.lines, rows, customers.rhythm, as_of, spring_summer=spring_summer)
