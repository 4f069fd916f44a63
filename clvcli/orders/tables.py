"""What the rooms of `orders/` hand to one another: a raw table, a reading of it, a decision."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from clvcli.orders.formats import Format

LINE = "__line"
"""Column of a raw table: the line (CSV) or row (XLSX, Parquet) the record starts on, counted from 1
with the header, as an editor or a spreadsheet shows it; Int64."""

FILE = "file"
"""Column of typed rows and of drafts: the number of their export among the inputs, from 0; Int32."""

ROW_KIND = "row_kind"
"""Column of typed rows: what a row is where a format tells rows apart; null for a sale."""

NOT_A_SALE = "not_a_sale"
"""Of a row that is no sale: a transfer, a purchase, a note; it is excluded by the rule of this name."""

LEFT_OUT = Saying("left out")
"""Subject of the decision on a file of a folder that is no export."""

HIDDEN = Saying("hidden")
"""Why a file is left out that nobody sees, and of which nothing is said unasked."""

TAKES_BACK = "credit_note"
"""Of a row that takes back what an earlier order brought, whatever sign its money is printed with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Something the values decided, or the user set, before a number could be read."""

    subject: str
    """What was decided: `encoding`, `separator`, `decimal sign`, `date format`, `tax`, `format`, ..."""
    value: str
    how: Literal["detected", "set", "default"]
    because: str = ""
    """The evidence in a few words, e.g. `line 3: 1.234,50`; never an id or a person."""
    source: str = ""
    """The file it holds for; empty for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Another file of an export that a table was joined with by key, or that was put aside."""

    name: str
    """What the file is called among people: customers."""
    source: str
    """The file, or the files one after the other."""
    key: str
    """Its key there; empty where the file was put aside."""
    rows: int
    """Its records."""
    without: int = 0
    """Rows of the table that found no record there."""
    idle: int = 0
    """Keys there that no row of the table has."""
    loses_money: bool = False
    """Whether those are sales, which nobody counts."""
    contradicted: int = 0
    """Keys that stand there several times with different content; the last in order of content was taken."""
    unused: tuple[str, ...] = ()
    """Its columns that were not taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """One table of an input, as it stood there: every cell of a text file is text."""

    source: str
    """The path as given, `-` for stdin; sheet appended as `book.xlsx[Sheet1]` when a book has several."""
    columns: tuple[str, ...]
    """Header names as printed, trimmed, without BOM; a repeated name gets ` #2`, an empty one `column N`."""
    frame: pl.LazyFrame
    """`columns` then `LINE`. Text files: all String. Typed containers keep their types. Text is trimmed, and null
    where it is blank."""
    rows_read: int
    """Data records in the source, the structurally rejected ones included, header and blank lines not."""
    decisions: tuple[Decision, ...] = ()
    rejects: pl.DataFrame | None = None
    """Records the structure ruled out (ragged, broken quote, bad bytes): REJECTS of `rejects.py`, or None."""
    headless: bool = False
    """Whether the file has no header (then columns are `column 1`, `column 2`, ...)."""
    of_workbook: bool = False
    """Whether it is a sheet, as `--sheet` names one."""
    of_store: bool = False
    """Whether it is a store, at `source`."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """Key-value metadata of a Parquet file (canonical files are recognised by it)."""
    joins: tuple[Join, ...] = ()
    """Other files of the same export whose columns stand in this table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a raw table is to be understood: format, columns, signs; and its rows, typed."""

    table: RawTable
    format: Format
    columns: Mapping[str, str]
    """Field name (see `fields.py`) -> column of the table."""
    decisions: tuple[Decision, ...]
    rows: pl.LazyFrame
    """One row per record of the table that structure allowed, or per line where a record holds several. Columns:
    `LINE`, every mapped or constant
    field under its field name, typed by its kind (id/text: String, trimmed, blank -> null; number:
    Decimal(38, 6); date: `<field>` Date, the local date as written, and for `order_date` also `order_time`
    (Time, null where no clock time is given) and `order_instant` (Datetime us UTC, null without an offset);
    flag: Boolean), ROW_KIND where the format tells rows apart, then `reject_reason`, `reject_column` and
    `reject_text` (String, null where the record can be read)."""
    tax_included: bool | None
    """What header words or options say of tax in the amounts; None where they are silent."""
    grain: Literal["order", "line"]
    """Whether a row is a whole order (no product columns) or a line of one."""
    taxed: Mapping[str, bool] = field(default_factory=dict)
    """Field of money -> whether it holds tax by the name of its own column; the option has the last word on all."""
    made: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Column that the format makes -> the printed ones it is made of."""
    throughout: Mapping[str, str | None] = field(default_factory=dict)
    """Field of text -> what stands in it on every row, readable or not, as far as one thing was found to."""
