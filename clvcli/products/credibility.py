"""Means of few customers, led back to the mean of their category: how far an observed mean is to be believed."""

from __future__ import annotations

import polars as pl


def credible_mean(mean: str, squares: str) -> pl.Expr:
    """Return what the mean of each row is likely to be, between its own and that of the rows of its category.

    A row is a product: its `currency`, `category` and number of `customers`, the `mean` of something over them, and
    `squares`, the sum of its squares.  The weight of the own mean is n / (n + s2 / a): s2, the variance between the
    customers of a product; a, the variance between the products of a category beyond what s2 explains, both
    estimated over a currency.  Where a shows nothing, every row has the mean of its category.

    Bühlmann and Straub (1970), Bulletin of the Swiss Association of Actuaries 70, 111-133, with the unbiased
    estimators of s2 and a for several categories.
    """
    n, x = pl.col("customers").cast(pl.Float64), pl.col(mean)
    within = ["currency", "category"]
    of_category = n.sum().over(within)
    centre = (n * x).sum().over(within) / of_category
    rows, categories = pl.len().over("currency"), pl.col("category").n_unique().over("currency")
    customers = n.sum().over("currency")
    s2 = (pl.col(squares) - n * x**2).clip(lower_bound=0).sum().over("currency") / (customers - rows)
    beyond = (n * (x - centre) ** 2).sum().over("currency") - (rows - categories) * s2
    a = beyond / (customers - (n**2 / of_category).sum().over("currency"))
    weight = pl.when((customers > rows) & (rows > categories) & (a > 0)).then(n / (n + s2 / a)).otherwise(0.0)
    return weight * x + (1 - weight) * centre
