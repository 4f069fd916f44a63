"""Worked examples of the shop: what counts, what an order leaves, who came back, what came of a product."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from clvcli.audit.retention.order_ladder import purchases
from clvcli.contribution.orders import order_table
from clvcli.contribution.settings import CostSettings
from clvcli.customers.cohorts import Cohorts, cohorts, pooled
from clvcli.customers.summary import summarise
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions
from clvcli.products.affinity import with_lift
from clvcli.products.products import products_by_currency
from clvcli.products.sizes import units_to_buy, with_size_shares
from tests.conftest import canonical_lines, order_rows
from tests.oracles.practice_inputs import AS_OF, Inputs, tiny_audit, tiny_customers, tiny_shop
from tests.products.products_shop import bought_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

START = date(2022, 1, 3)
"""A day for examples that name none."""


def read(text: str, options: ReadOptions | None = None) -> pl.DataFrame:
    """Return the order lines of a file with this text."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "orders.csv"
        file.write_text(text, encoding="utf-8")
        return ingest([str(file)], options or ReadOptions()).lines.collect()


def bought(orders: Sequence[tuple[str, date, float]], **facts: Any) -> pl.LazyFrame:
    """Return the lines of orders: customer, day, money."""
    rows = [
        row
        for number, (key, day, money) in enumerate(orders)
        for row in order_rows(f"O{number}", day, key, Decimal(str(money)), **facts)
    ]
    return canonical_lines(rows).lazy()


def validity(_: Inputs) -> Any:
    found, customers = tiny_shop(), tiny_customers()
    excluded = {row["rule"]: row["rows"] for row in found.reconciliation.fates.to_dicts() if row["rule"]}
    (shop,) = customers.shop
    return {
        "rows": found.rows_read,
        "valid": shop.valid_orders,
        "kept": shop.orders,
        "excluded": excluded,
        "customers_valid": customers.frame.height,
        "customers_kept": customers.frame.filter(pl.col("orders") > 0).height,
        "guest_orders": shop.guest_orders,
        "guest_share_net_revenue": float(shop.guest_net_revenue / shop.net_revenue),
    }


def tiny_cohorts() -> Cohorts:
    """Return who of the tiny shop came back."""
    return cohorts(tiny_shop().lines, as_of=AS_OF, first_date=tiny_customers().first_date)


def cohort_counts(_: Inputs) -> Any:
    parts = tiny_cohorts().cells.partition_by("cohort", maintain_order=True)
    return {
        f"{part['cohort'][0]:%Y-%m}": {"size": part["customers"][0], "active": part["active"].to_list()}
        for part in parts
    }


def repeat_and_gaps(_: Inputs) -> Any:
    people = tiny_customers().frame.filter(pl.col("orders") > 0)
    gaps = purchases(tiny_audit())["gap"].drop_nulls().sort()
    return {
        "repeat_rate": people.select((pl.col("repeat_purchases") > 0).mean()).item(),
        "gaps": gaps.to_list(),
        "median": gaps.median(),
        "mean": gaps.mean(),
    }


def weighted_mean(i: Inputs) -> Any:
    cells = pl.DataFrame({"age": 1, "customers": i["size"], "active": i["retained"]})
    shares = cells.select((pl.col("active") / pl.col("customers")).mean()).item()
    return {"simple": shares, "weighted": pooled(cells)["share"].item()}


def immature(i: Inputs) -> Any:
    """Each cohort came at once; its first so many came again after a day."""
    as_of = START + timedelta(days=max(i["observed_days"]))
    begun = [as_of - timedelta(days=days) for days in i["observed_days"]]
    sales = [
        [(f"{number}-{who}", first + timedelta(days=later), 1.0) for who in range(size) for later in (0, 1)]
        for number, (first, size) in enumerate(zip(begun, i["size"], strict=True))
    ]
    kept = [
        [sale for place, sale in enumerate(each) if place % 2 == 0 or place // 2 < again]
        for each, again in zip(sales, i["repeat_30d"], strict=True)
    ]

    def share(orders: Sequence[tuple[str, date, float]]) -> float | None:
        found = cohorts(bought(orders), as_of=as_of, first_date=min(begun)).by_age
        cell: float | None = found.filter(pl.col("days") == i["window"])["share"].item()
        return cell

    return {"cells": [share(each) for each in kept], "pooled": share([sale for each in kept for sale in each])}


def no_lookahead(i: Inputs) -> Any:
    lines = bought([("a", date.fromisoformat(day), 1.0) for day in i["orders"]])
    days = {"2023_11_30": date(2023, 11, 30), "2023_12_31": date(2023, 12, 31)}
    return {
        f"repeat_as_of_{name}": summarise(lines, as_of=day).frame["repeat_purchases"].item() > 0
        for name, day in days.items()
    }


def first_order(i: Inputs) -> Any:
    lines = read(
        f"Order ID,Order Date,Customer ID,Amount incl. VAT\n1,2024-05-01,7,{i['price_incl_vat']}.00\n",
        ReadOptions(tax="included", tax_rate=i["vat"], currency="DKK"),
    )
    order = order_table(lines.lazy(), CostSettings(margin=i["margin"]), as_of=date(2024, 5, 1)).frame
    net, contribution = float(order["net_revenue"].item()), float(order["cm1"].item())
    return {"ex_vat": net, "contribution": contribution, "after_cac": contribution - i["cac"]}


def returned(i: Inputs) -> Any:
    rows = order_rows(
        "1", START, "a", Decimal(i["net_sales"]), refund=Decimal(int(i["net_sales"] * i["return_rate"]))
    )
    lines, margin = (
        canonical_lines(rows),
        CostSettings(margin=i["margin"], return_handling=Decimal(i["return_cost"])),
    )
    actual = float(order_table(lines.lazy(), margin, as_of=START).frame["cm2"].item())
    sold = canonical_lines(order_rows("1", START, "a", Decimal(i["net_sales"])))
    ignoring = float(order_table(sold.lazy(), margin, as_of=START).frame["cm1"].item())
    return {"ignoring": ignoring, "actual": actual, "overstatement": ignoring / actual - 1}


def red_shirt(i: Inputs) -> Any:
    people = [f"{number:02d}" for number in range(i["buyers"])]
    first = bought([(who, START, i["price"]) for who in people], product="red shirt")
    second = [(who, START + timedelta(days=40), i["second_spend"]) for who in people[: i["returners"]]]
    later = bought(second, product="anything").with_columns(order_id=pl.lit("later-") + pl.col("order_id"))
    lines = pl.concat([first, later])
    shop = bought_of(lines.collect(), as_of=START + timedelta(days=365))
    (told,) = products_by_currency(shop).values()
    found = told.first.row(0, named=True)
    return {
        "repeat_rate": found["repeat_rate"],
        "total_ltv": found["value"],
        "ltv_per_customer": found["value_per_customer"],
    }


def kept_sizes(i: Inputs) -> Any:
    sizes = pl.DataFrame({"size": list(i["sold"]), "sold": i["sold"].values(), "returned": i["returned"].values()})
    found = with_size_shares(sizes)
    names = ("sold_share", "kept_share", "return_rate")
    return {name: dict(found.select("size", name).iter_rows()) for name in names}


def lift(i: Inputs) -> Any:
    buyers = pl.DataFrame({"top_buyers": [i["top_with"]], "buyers": [i["all_with"]]})
    found = with_lift(buyers, top=i["top"], base=i["all"]).row(0, named=True)
    return {"top_share": found["top_share"], "base": found["base_share"], "lift": found["lift"]}


def nordic(i: Inputs) -> Any:
    """Dates and numbers each in a file of a Nordic system, where each is of an order of its own."""
    rows = [f"{number};A{number};{day};5,00" for number, day in enumerate(i["dates"])]
    days = read("\n".join(["Ordrenr;Kunde;Dato;Beløb", *rows]) + "\n")
    rows = [f"{number};A;1-2-2024;1;{text}" for number, text in enumerate(i["numbers"])]
    money = read(
        "\n".join(["Ordrenr;Kunde;Dato;Antal;Beløb", *rows]) + "\n",
        ReadOptions(date_format="%d-%m-%Y", currency="DKK"),
    )
    signed = money.sort(pl.col("order_id").cast(pl.Int64)).select(pl.col("net_amount") - pl.col("refund_amount"))
    return {
        "numbers": [float(number) for number in signed.to_series()],
        "dates": [str(day) for day in days.sort("order_id")["order_date"]],
    }


BY_ID: dict[str, Callable[[Inputs], Any]] = {
    "tiny-validity": validity,
    "tiny-repeat-and-gaps": repeat_and_gaps,
    "tiny-cohort-counts": cohort_counts,
    "tiny-cohort-pooled": lambda _: tiny_cohorts().pooled["share"].to_list(),
    "cohort-weighted-mean": weighted_mean,
    "cohort-immature": immature,
    "as-of-no-lookahead": no_lookahead,
    "vat-first-order-loss": first_order,
    "return-rate-value": returned,
    "first-product-red-shirt": red_shirt,
    "size-curve-buy": lambda i: units_to_buy(i["curve"], i["units"]),
    "size-kept-share": kept_sizes,
    "product-affinity-lift": lift,
    "nordic-number-date": nordic,
}
