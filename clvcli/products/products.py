"""What is told of the products of a shop: the tables that the report's sections on products are made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.currency import in_currency
from clvcli.products.coded import coded_goods, coded_keys, coded_people, in_words
from clvcli.products.first import beginnings, first_prices, first_products
from clvcli.products.kept_lines import BUYER, goods_lines, kept
from clvcli.products.next_category import category_trend, next_categories, purchase_categories
from clvcli.products.preferences import DIMENSIONS, preferences
from clvcli.products.size_orders import size_orders
from clvcli.products.sizes import returns_over, size_curve, usual_sizes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from clvcli.config import FirstCredit
    from clvcli.in_parts import InParts


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """What is known of orders before anybody looks at their products, in every currency."""

    lines: InParts
    """Canonical order lines."""
    orders: InParts
    """The columns of `contribution.schema.ORDERS`, as known at the end of `as_of`, in the same parts."""
    people: InParts
    """Every customer who kept something: `customer_key`, `currency`, `tier`, and `since`, the first day whose first
    purchases are believed to be first; in the same parts."""
    top: str
    """The highest tier."""
    as_of: date
    value: str
    """The column of `orders` that says what an order is worth."""
    return_days: int
    """Days until returns are over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Products:
    """What the customers of one currency buy; the tables have no other currency."""

    currency: str | None
    named: frozenset[str]
    """Columns of `kept_lines.GOODS_LINES` that any line of its goods names: what the tables can be made from."""
    preferences: pl.DataFrame
    """The columns of `preferences.PREFERENCES`."""
    credit: FirstCredit
    """How `first` counts who began with several products."""
    first: pl.DataFrame
    """What `first.first_products` returns."""
    first_prices: pl.DataFrame
    """What `first.first_prices` returns."""
    next_categories: pl.DataFrame
    """What `next_category.next_categories` returns."""
    category_trend: pl.DataFrame
    """What `next_category.category_trend` returns."""
    size_curve: pl.DataFrame
    """What `sizes.size_curve` returns; of no rows where no line names a size."""
    usual_sizes: pl.DataFrame
    """`customers`: how many have a usual size in some category (`sizes.usual_sizes`)."""
    size_orders: pl.DataFrame
    """What `size_orders.size_orders` returns."""


def products_by_currency(bought: Bought, *, credit: FirstCredit = "full") -> dict[str | None, Products]:
    """Return what customers buy, currency by currency; `credit` is as in `first.first_products`.

    The lines are read once, and for all tables brought into a narrow form (`coded`).
    """
    people = coded_people(bought.people)
    goods = coded_goods(bought.lines.map(lambda part: goods_lines(part, bought.as_of)), people)
    named = _named(goods)
    tables = _tables(bought, goods, people, frozenset().union(*named.values()), credit)
    return {
        currency: Products(
            currency=currency,
            named=columns,
            credit=credit,
            **{name: frame.filter(in_currency(currency)) for name, frame in tables.items()},
        )
        for currency, columns in named.items()
    }


def _tables(
    bought: Bought, goods: InParts, people: InParts, named: frozenset[str], credit: FirstCredit
) -> dict[str, pl.DataFrame]:
    """Return the tables of `Products` with the rows of all currencies."""
    who = people.map(lambda part: part.with_columns(pl.col("currency").cast(pl.Categorical), customer_key="buyer"))
    lines, tiers = goods.map(kept), who.map(lambda part: part.select(*BUYER, "tier"))
    purchases = lines.laid_down(purchase_categories)
    narrow = (*BUYER, "day", "first_day", "purchase_no", bought.value)
    orders = coded_keys(bought.orders.map(lambda part: part.select(narrow)), people)
    began = beginnings(lines, orders, purchases, who, as_of=bought.as_of, value=bought.value, top=bought.top)
    sized = goods if "size" in named else goods.map(lambda part: part.clear())
    settled = sized.map(lambda part: returns_over(part, as_of=bought.as_of, return_days=bought.return_days))
    wear = sized.laid_down(lambda part: usual_sizes(kept(part), ["customer_key"]))
    tables = {
        "preferences": preferences(lines, tiers, named),
        "first": first_products(began, credit=credit),
        "first_prices": first_prices(began),
        "next_categories": next_categories(purchases),
        "category_trend": category_trend(purchases, tiers, as_of=bought.as_of),
        "size_curve": size_curve(settled, tiers),
        "usual_sizes": wear.beside(tiers, _wearers).added_up(["currency"], lambda part: part),
        "size_orders": size_orders(settled),
    }
    return {name: in_words(table) for name, table in tables.items()}


def _wearers(wear: pl.LazyFrame, people: pl.LazyFrame) -> pl.LazyFrame:
    """Return how many of `people` have a usual size, of those of a part."""
    known = wear.join(people, on="customer_key")
    return known.group_by("currency").agg(customers=pl.col("customer_key").n_unique())


def _named(goods: InParts) -> Mapping[str | None, frozenset[str]]:
    """Return the columns that any goods of a currency name, currencies sorted; a discount of nothing names none."""
    says = {name: pl.col(name).count() > 0 for name in DIMENSIONS} | {"discount": (pl.col("discount") > 0).any()}
    found = in_words(goods.lazy().group_by("currency").agg(**says).collect(engine="streaming"))
    rows = found.sort("currency", nulls_last=True).iter_rows(named=True)
    return {row["currency"]: frozenset(name for name in says if row[name]) for row in rows}
