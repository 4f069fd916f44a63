"""What a store holds: the columns of its lines, how they are divided into files, and what its metadata say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import NewerSchemaError
from clvcli.orders.pseudonyms import PSEUDONYMS_KEY
from clvcli.orders.schema import (
    CANONICAL,
    SCHEMA_KEY,
    SCHEMA_NAME,
    SCHEMA_VERSION,
    Column,
    major_of,
    schema_of,
    version_in,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

MONTH = "order_month"
"""The column that divides a store into folders: other engines read those months alone that a query asks for,
and a night's orders touch the latest month or two."""

DOCUMENT: tuple[Column, ...] = (
    Column("document_kind", pl.String, "order, credit_note or adjustment"),
    Column("document_id", pl.String, "number of the document that brought the line, where it is not order_id"),
    Column("document_store", pl.String, "its shop, likewise"),
    Column("document_date", pl.Date, "its date, where it is not order_date"),
    Column("document_time", pl.String, "its time of day, where it has one"),
    Column("document_line", pl.Int32, "which of its returning lines this is, or is a part of"),
    Column("document_line_type", pl.String, "line type as delivered, where settling changed it"),
    Column(
        "document_refunded_at", pl.Date, "day of the refund as delivered, on a line that settling made a refund"
    ),
    Column("updated_at", pl.Date, "update stamp of the order in its export"),
    Column("fulfilled_at", pl.Date, "when it was sent"),
    Column("cancelled_at", pl.Date, "when it was cancelled"),
    Column("export_last", pl.Date, "last order date of the export that brought the line"),
    Column("order_grain", pl.Boolean, "whether a row of that export is a whole order"),
    Column("derived_id", pl.Boolean, "whether order_id was made, because the export has none"),
    Column("own_row", pl.Boolean, "whether the line was a row of the export, and not a column of one"),
    Column("tax", pl.String, "included or excluded, as the amounts of the line hold tax; null where unknown"),
)
"""What settling a line again needs, once later exports change what it belongs to; CANONICAL says the rest."""

STORED: tuple[Column, ...] = (*CANONICAL, *DOCUMENT)
"""Columns of the files of a store; MONTH stands in their path."""

STORED_SCHEMA = schema_of(STORED)

TABLE_SCHEMA = pl.Schema({**STORED_SCHEMA, MONTH: pl.String()})

IDENTITY = ("customer_id", "customer_email", "customer_phone")
"""Columns by which lines belong to one person."""


def month_of(day: str = "order_date") -> pl.Expr:
    """Return the month of a line as the table has it, `2024-06`."""
    return pl.col(day).dt.strftime("%Y-%m").alias(MONTH)


def description(pseudonyms: str | None) -> str:
    """Return what the metadata of a new table say of it; `pseudonyms` is the id of a key."""
    said = {SCHEMA_KEY: f"{SCHEMA_NAME} {SCHEMA_VERSION}"}
    return json.dumps(said | ({PSEUDONYMS_KEY: pseudonyms} if pseudonyms else {}))


def facts_of(description: str | None, source: str) -> Mapping[str, str] | None:
    """Return what the metadata of a table say, or None where it holds no order lines of clvcli.

    Raises NewerSchemaError where a newer major version made it.
    """
    try:
        said = json.loads(description or "")
    except (ValueError, RecursionError):
        return None
    version = version_in(said) if isinstance(said, dict) else None
    if version is None:
        return None
    if major_of(version) > major_of(SCHEMA_VERSION):
        raise NewerSchemaError.of_file(source, version=version, known=SCHEMA_VERSION)
    return {str(key): str(value) for key, value in said.items()}


def conforming(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Return lines with exactly the columns of STORED, typed; what a store of an older minor lacks is null."""
    found = lines.collect_schema()
    return lines.select(
        pl.col(name).cast(dtype) if name in found else pl.lit(None, dtype).alias(name)
        for name, dtype in STORED_SCHEMA.items()
    )
