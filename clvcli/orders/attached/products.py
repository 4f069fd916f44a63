"""`--products`: what a sku is, for lines whose export does not say, or says it less well."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from clvcli.orders.attached.coverage import Coverage, coverage_of, tallied
from clvcli.orders.attached.tables import one_a_key, read_attached

if TYPE_CHECKING:
    from clvcli.orders.options import ReadOptions

TOLD = ("product", "category", "brand", "size", "color", "season", "variant")
"""What a catalogue says of goods."""


class Described(NamedTuple):
    """Lines with what the file says of their goods, and how far it reaches."""

    lines: pl.LazyFrame
    source: str
    coverage: Coverage
    fields: tuple[str, ...]
    """What it says."""


def with_products(lines: pl.LazyFrame, options: ReadOptions) -> Described:
    """Set what the file of `--products` says of the goods of canonical lines; the rest stays as printed.

    Raises AttachedFileError where two rows of one sku say different things.
    """
    attached = read_attached(
        str(options.products), ("sku", "product_id", *TOLD), (("sku", "product_id"), TOLD), options
    )
    key = "sku" if "sku" in attached.columns else "product_id"
    told = tuple(name for name in TOLD if name in attached.columns)
    catalogue = one_a_key(attached, key).select(
        key, *(pl.col(name).alias(f"{name}__told") for name in told), __found=pl.lit(value=True)
    )
    joined = lines.join(catalogue.lazy(), on=key, how="left", maintain_order="left")
    described = joined.with_columns(
        *(pl.coalesce(f"{name}__told", name).alias(name) for name in told), pl.col("__found").fill_null(value=False)
    ).collect()
    return Described(
        lines=described.drop("__found", *(f"{name}__told" for name in told)).lazy(),
        source=attached.source,
        coverage=coverage_of([tallied(described, pl.col("__found"), key)]),
        fields=told,
    )
