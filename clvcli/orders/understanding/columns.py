"""What a table is taken for: its format, and which of its columns says what, as found or as set by the user."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from clvcli.errors import MappingError, nearest
from clvcli.orders import dictionary
from clvcli.orders.fields import BY_NAME
from clvcli.orders.tables import Decision
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.orders.formats import Format
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import RawTable

WHO = ("customer_id", "customer_email", "customer_phone")

MOST = 0.5
"""The share of a column's values that must look like something before the column is taken for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What a table is taken for."""

    table: RawTable
    """With the columns that its format makes."""
    format: Format
    columns: Mapping[str, str]
    """Field -> column of the table."""
    decisions: tuple[Decision, ...]
    tax_included: bool | None
    """What the header of the amounts says of tax."""
    taxed: Mapping[str, bool] = dataclasses.field(default_factory=dict)
    """Field of money -> what the header of its own column says of tax, where it says anything."""
    grain: Literal["order", "line"]


def headers_of(table: RawTable) -> dict[str, str]:
    """Return compared name -> column; of two columns with one name the first."""
    found: dict[str, str] = {}
    for column in table.columns:
        found.setdefault(dictionary.key(column), column)
    return found


def mapped(table: RawTable, options: ReadOptions) -> dict[str, str]:
    """Return field -> column as set by `--map`; raises MappingError for a field or column there is not."""
    headers = headers_of(table)
    columns = {}
    for field, name in options.columns.items():
        if field not in BY_NAME:
            near = dictionary.known_name(field) or nearest(field, BY_NAME)
            raise MappingError.no_field(field, near, BY_NAME)
        column = name if name in table.columns else headers.get(dictionary.key(name))
        if column is None:
            raise MappingError.no_column(table.source, field, name, table.columns)
        columns[field] = column
    return columns


def set_columns(options: ReadOptions) -> list[Decision]:
    """Say which columns the user set."""
    return [
        Decision(subject=Saying("column of {field}", field=field), value=column, how="set", because="--map")
        for field, column in options.columns.items()
    ]
