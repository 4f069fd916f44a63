"""The catalogue of what can go wrong: code, fact, hint, exit status.

    ClvError
    ├── InputError      CLV1xx  an input is missing, unreadable or not a table
    ├── ReadingError    CLV2xx  the columns or values cannot be understood without help
    ├── DataError       CLV3xx  the orders are understood and cannot be used
    ├── AnalysisError   CLV4xx  the analysis cannot be done
    ├── UsageError      CLV5xx  options and configuration
    ├── OutputError     CLV6xx  the result cannot be written
    └── BugError        CLV9xx  a fault of clvcli itself

Every message a user can see is made here, by a named constructor of the class that carries its
code: a fact about the user's data (lower case, no full stop, no Python names, never the value of
an id or any personal data), then a hint, which is a thing to type.  The class docstring is what
`clvcli explain CODE` prints.  Messages that do not stop a run are in `notes.py`.
"""

from __future__ import annotations

import shlex
from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date


class ExitCode(IntEnum):
    """What the process returns; far apart, so that a script can tell them."""

    OK = 0
    ANALYSIS = 1
    USAGE = 2
    DATA = 65
    NO_INPUT = 66
    BUG = 70
    CANT_CREATE = 73
    WRITE_FAILED = 74
    BUSY = 75
    INTERRUPTED = 130
    TERMINATED = 143


class ClvError(Exception):
    """Something the user can be told in one line."""

    code: ClassVar[str] = ""
    exit_code: ClassVar[ExitCode] = ExitCode.BUG

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def nearest(word: str, among: Iterable[str]) -> str | None:
    """Return the name in `among` most like `word`, or None where nothing is like it."""
    import difflib  # only where something went wrong

    found = difflib.get_close_matches(word, list(among), n=1)
    return found[0] if found else None


# --- CLV1xx: inputs --------------------------------------------------------------------------


class InputError(ClvError):
    """An input is missing, unreadable or not a table."""

    exit_code = ExitCode.NO_INPUT


class InputMissingError(InputError):
    """There is no file of that name, or no file matches the pattern.

    Names are taken as they are: a pattern such as `exports/*.csv` is only expanded where no file has that
    very name.  The hint names the most similar file of the same folder.
    """

    code = "CLV101"

    @classmethod
    def file(cls, name: str, near: str | None) -> InputMissingError:
        """Say which file of the folder was probably meant."""
        return cls(f"no file {name}", hint=near or "check the spelling, and the folder you are in")

    @classmethod
    def matching(cls, pattern: str) -> InputMissingError:
        """Say that a pattern finds nothing."""
        return cls(f"no file matches {pattern}", hint=f"ls -d {pattern}")


class InputUnreadableError(InputError):
    """An input exists and cannot be read: a folder, no permission, a closed stdin, a URL that does not answer."""

    code = "CLV102"

    @classmethod
    def folder(cls, name: str) -> InputUnreadableError:
        """Say how the files of a folder are given."""
        return cls(f"{name} is a folder", hint=f"{name.rstrip('/')}/*.csv")

    @classmethod
    def file(cls, name: str, reason: str) -> InputUnreadableError:
        """Pass on what the system said, e.g. `permission denied`."""
        return cls(f"{name} cannot be read: {reason.lower()}", hint=f"ls -l {name}")

    @classmethod
    def stdin(cls) -> InputUnreadableError:
        """Say that `-` was given and there is no stdin."""
        return cls("stdin is closed, nothing can be read from it", hint="cat orders.csv | clvcli compute -")

    @classmethod
    def url(cls, name: str) -> InputUnreadableError:
        """Say that a URL gave no table; `name` holds no credentials."""
        return cls(f"{name} cannot be read", hint="download it, and give the file")


class EmptyInputError(InputError):
    """An input holds nothing, or a header and no record under it."""

    code = "CLV103"
    exit_code = ExitCode.DATA

    @classmethod
    def nothing(cls, name: str) -> EmptyInputError:
        """Say that there is not a single character in it."""
        return cls(f"{name} is empty", hint="export the orders again")

    @classmethod
    def header_only(cls, name: str) -> EmptyInputError:
        """Say that there are column names and no orders."""
        return cls(f"{name} has a header and no orders", hint="export a longer period")


class NotATableError(InputError):
    """An input is something else than a table: a PDF, an image, an archive, a web page, an old workbook.

    What a file is, is told from its first bytes, never from its name.  CSV and other separated text, gzip and
    zstd of it, Parquet, and Excel workbooks (.xlsx) are read.
    """

    code = "CLV104"
    exit_code = ExitCode.DATA

    @classmethod
    def but(cls, name: str, what: str, hint: str) -> NotATableError:
        """Say what it is, e.g. `a PDF document`."""
        return cls(f"{name} is {what}, not a table of orders", hint=hint)

    @classmethod
    def nul_byte(cls, name: str, line: int) -> NotATableError:
        """Say where a byte stands that no text holds."""
        return cls(f"{name}: line {line} holds a zero byte, so this is not text", hint="export it again as CSV")


class DamagedInputError(InputError):
    """A compressed file, a Parquet file or a workbook is cut short, contradicts itself or is locked.

    The footer of a Parquet file is compared with the size of the file, and the members of a workbook with
    what they claim to be, before anything is read.
    """

    code = "CLV105"
    exit_code = ExitCode.DATA

    @classmethod
    def truncated(cls, name: str, what: str) -> DamagedInputError:
        """Say that the end is missing."""
        return cls(f"{name} is {what} that breaks off or is damaged", hint="copy or download it again")

    @classmethod
    def contradicts_itself(cls, name: str, what: str, fact: str) -> DamagedInputError:
        """Say which statement inside the file cannot be true."""
        return cls(f"{name} is {what} that is damaged: {fact}", hint="export it again")

    @classmethod
    def locked(cls, name: str) -> DamagedInputError:
        """Say that a workbook wants a password."""
        return cls(f"{name} is a workbook with a password", hint="save it without a password, or as CSV")


class InputTooLargeError(InputError):
    """A compressed input or a workbook expands beyond what clvcli is willing to hold in memory.

    Up to 64 MiB any file is expanded; beyond, at most 100 times its own size and at most 1 GiB.  Expand a
    larger one yourself: plain text and Parquet are read without being held.
    """

    code = "CLV106"
    exit_code = ExitCode.DATA

    @classmethod
    def expanded(cls, name: str, limit: int, hint: str) -> InputTooLargeError:
        """Say the limit, in MiB; nothing beyond it was expanded."""
        return cls(f"{name} expands to more than {limit >> 20} MiB", hint=hint)

    @classmethod
    def cells(cls, name: str, sheet: str) -> InputTooLargeError:
        """Say that a sheet spans more cells than any table of orders."""
        return cls(f"{name}: sheet {sheet} spans too many cells to be a table", hint="save the sheet as CSV")


class EncodingUnclearError(InputError):
    """The bytes of a text are neither UTF-8 nor provably Windows-1252.

    UTF-8, UTF-16 and UTF-32 are recognised by their byte order mark, UTF-8 also by its bytes, and Windows-1252
    where every byte is defined in it and its letters stand inside words.  `--encoding` decides otherwise.
    """

    code = "CLV107"
    exit_code = ExitCode.DATA

    @classmethod
    def at(cls, name: str, line: int) -> EncodingUnclearError:
        """Name the first line whose bytes are not UTF-8."""
        return cls(f"{name}: line {line} is not UTF-8", hint="--encoding cp1252")

    @classmethod
    def contradicted(cls, name: str, line: int, encoding: str) -> EncodingUnclearError:
        """Name the first line that the encoding cannot read."""
        return cls(f"{name}: line {line} is not {encoding}", hint="leave out --encoding, or name another")


class SheetMissingError(InputError):
    """A workbook has no sheet of that name, or none that looks like a table."""

    code = "CLV108"
    exit_code = ExitCode.DATA

    @classmethod
    def named(cls, sheet: str, name: str, sheets: list[str]) -> SheetMissingError:
        """Say which sheet was probably meant."""
        near = nearest(sheet, sheets) or (sheets[0] if sheets else None)
        return cls(f"{name} has no sheet {sheet}", hint=f"--sheet {near!r}" if near else None)

    @classmethod
    def undecided(cls, name: str, sheets: list[str]) -> SheetMissingError:
        """Say that several sheets with different columns could be meant."""
        return cls(f"{name} has several tables: {', '.join(sheets)}", hint=f"--sheet {sheets[0]!r}")


# --- CLV2xx: reading -------------------------------------------------------------------------


class ReadingError(ClvError):
    """The columns or values cannot be understood without help."""

    exit_code = ExitCode.DATA


class SeparatorUnclearError(ReadingError):
    """No separator, or more than one, cuts the lines of a text into the same number of cells.

    Comma, semicolon, tab and bar are tried, and runs of blanks; quoted cells are respected.
    """

    code = "CLV201"

    @classmethod
    def none(cls, name: str) -> SeparatorUnclearError:
        """Say that the text has no columns."""
        return cls(f"{name} has no columns: no separator cuts its lines alike", hint="--separator ';'")

    @classmethod
    def several(cls, name: str, separators: list[str]) -> SeparatorUnclearError:
        """Name those that do equally well."""
        return cls(f"{name} can be cut at {' or at '.join(separators)}", hint="--separator ';'")


class HeaderUnclearError(ReadingError):
    """The first line has another number of cells than the lines under it, and no later line is a header."""

    code = "CLV202"

    @classmethod
    def at(cls, name: str, line: int, cells: int, usual: int) -> HeaderUnclearError:
        """Say both numbers."""
        return cls(
            f"{name}: line {line} has {cells} {'cell' if cells == 1 else 'cells'}, the lines under it have {usual}",
            hint="delete the lines above the column names, or name all columns",
        )


class UnknownSourceFormatError(ReadingError):
    """`--source-format` names a system that has no declaration.

    Leave the option out: an export is recognised by its column names, and any other list of orders is read
    by the names of its columns.
    """

    code = "CLV210"
    exit_code = ExitCode.USAGE

    @classmethod
    def among(cls, name: str, known: Iterable[str]) -> UnknownSourceFormatError:
        """Name the format that was probably meant."""
        names = list(known)
        near = nearest(name, names)
        hint = f"--source-format {near}" if near else f"one of {', '.join(names)}"
        return cls(f"no format is called `{name}`", hint=hint)


class MappingError(ReadingError):
    """`--map FIELD=COLUMN` names a field that does not exist, or a column the file does not have.

    Fields are the things an export can say, e.g. `customer_id`, `order_date`, `amount`; columns are named as
    the file's header has them, case and blanks aside.
    """

    code = "CLV211"
    exit_code = ExitCode.USAGE

    @classmethod
    def no_field(cls, field: str, near: str | None, known: Iterable[str]) -> MappingError:
        """Name the field that was probably meant."""
        hint = f"--map {near}=COLUMN" if near else f"one of {', '.join(known)}"
        return cls(f"`{field}` in --map is not a field", hint=hint)

    @classmethod
    def no_column(cls, source: str, field: str, column: str, found: Sequence[str]) -> MappingError:
        """Name the column that was probably meant, or all there are."""
        near = nearest(column, found)
        hint = f'--map {field}="{near}"' if near else f"columns: {', '.join(found)}"
        return cls(f"{source} has no column `{column}`", hint=hint)


class NotOrdersError(ReadingError):
    """The file is a table of something else than orders: a catalogue, a list of customers, payments, ad costs.

    Orders are rows that say who bought, when, and for how much.
    """

    code = "CLV212"

    @classmethod
    def known(cls, source: str, what: str, hint: str) -> NotOrdersError:
        """Say which file of which system it is."""
        return cls(f"{source} is not a list of orders: {what}", hint=hint)

    @classmethod
    def unknown(cls, source: str, seems: str, found: Sequence[str]) -> NotOrdersError:
        """Say what it seems to be, and the columns it has."""
        return cls(
            f"{source} is not a list of orders{seems}; its columns are {_some(found)}",
            hint="--map customer_id=COLUMN --map order_date=COLUMN --map amount=COLUMN",
        )


class ColumnMissingError(ReadingError):
    """No column says who bought, when, or for how much.

    Columns are found by their names in English, Danish, Swedish, Norwegian and German.  Any other name is given
    with `--map FIELD=COLUMN`: `customer_id` or `customer_email`, `order_date`, and `amount` or both `quantity`
    and `unit_price`.  A column of people's names is never taken for an id by itself, as two may share a name.
    """

    code = "CLV213"

    @classmethod
    def customer(cls, source: str, found: Sequence[str]) -> ColumnMissingError:
        """No column says who bought."""
        message = f"{source} has no column that says who bought; its columns are {_some(found)}"
        return cls(message, hint="--map customer_id=COLUMN")

    @classmethod
    def only_names(cls, source: str, column: str) -> ColumnMissingError:
        """The only column on the buyer holds names of people."""
        message = f"{source} knows its customers only by name, in `{column}`, and two of them may share one"
        return cls(message, hint=f'export with e-mail or customer number, or --map customer_id="{column}"')

    @classmethod
    def date(cls, source: str, found: Sequence[str]) -> ColumnMissingError:
        """No column says when."""
        message = f"{source} has no column with the date of the order; its columns are {_some(found)}"
        return cls(message, hint="--map order_date=COLUMN")

    @classmethod
    def amount(cls, source: str, found: Sequence[str]) -> ColumnMissingError:
        """No column says how much."""
        message = f"{source} has no column with an amount; its columns are {_some(found)}"
        return cls(message, hint="--map amount=COLUMN")


class HeadlessError(ReadingError):
    """The file has no column names, and what its columns are cannot be told from their values.

    The first row is data.  Name the columns by position, `column 1` being the first.
    """

    code = "CLV214"

    @classmethod
    def columns(cls, source: str, count: int) -> HeadlessError:
        """Say how many columns there are and how they are named."""
        return cls(
            f"{source} has no column names above its {count} columns",
            hint='--map customer_id="column 1" --map order_date="column 2" --map amount="column 3"',
        )


class DecimalSignError(ReadingError):
    """The values do not tell whether `,` or `.` is the decimal sign, or contradict one another.

    `1,234` is one thousand or one and a bit.  Any value that can only be read one way (`10,5`, `1.234,56`,
    `1,234,567`) decides for its column and for the other amounts of the file.
    """

    code = "CLV220"

    @classmethod
    def undecided(cls, source: str, column: str, line: int, text: str) -> DecimalSignError:
        """Show the first value that can be read in two ways."""
        message = f"{source}, line {line}: `{text}` in `{column}` reads in two ways, and no other value decides"
        return cls(message, hint="--decimal , or --decimal .")

    @classmethod
    def contradictory(
        cls, source: str, column: str, comma: tuple[int, str], point: tuple[int, str]
    ) -> DecimalSignError:
        """Show one value of each kind."""
        message = (
            f"{source}: `{column}` has two decimal signs:"
            f" `{comma[1]}` on line {comma[0]}, `{point[1]}` on line {point[0]}"
        )
        return cls(message, hint="--decimal , or --decimal . (the other values are then rejected)")


class NotNumbersError(ReadingError):
    """The column that should hold amounts holds no number at all."""

    code = "CLV221"

    @classmethod
    def column(cls, source: str, field: str, column: str) -> NotNumbersError:
        """Name the column."""
        return cls(f"{source}: `{column}` holds no numbers", hint=f"--map {field}=COLUMN")


class DayMonthError(ReadingError):
    """The dates do not tell whether day or month comes first, or contradict one another.

    `03/04/2024` is a day in March or in April.  One date with a part above 12 decides for its column.
    """

    code = "CLV230"

    @classmethod
    def undecided(cls, source: str, column: str, line: int, text: str) -> DayMonthError:
        """Show the first date that can be read in two ways."""
        message = f"{source}, line {line}: `{text}` in `{column}` reads in two ways, and no other date decides"
        return cls(message, hint="--date-format %d/%m/%Y or --date-format %m/%d/%Y")

    @classmethod
    def contradictory(
        cls, source: str, column: str, day_first: tuple[int, str], month_first: tuple[int, str]
    ) -> DayMonthError:
        """Show one date of each kind."""
        message = (
            f"{source}: `{column}` has the day first in `{day_first[1]}` on line {day_first[0]}"
            f" and the month first in `{month_first[1]}` on line {month_first[0]}"
        )
        hint = "--date-format %d/%m/%Y or --date-format %m/%d/%Y (the other dates are then rejected)"
        return cls(message, hint=hint)


class NotDatesError(ReadingError):
    """The column that should hold the date of the order holds no date that can be recognised.

    Recognised are `2024-12-31`, `20241231`, `31-12-2024`, `12/31/24`, each with or without a time of day, and the
    day numbers of spreadsheets.  `--date-format` describes any other, as strftime does: `%d %b %Y`, `%y%m%d`.
    """

    code = "CLV231"

    @classmethod
    def column(cls, source: str, column: str) -> NotDatesError:
        """Name the column."""
        hint = "--date-format '%d %b %Y' (or as they are written), or --map order_date=COLUMN"
        return cls(f"{source}: `{column}` holds no dates that are recognised", hint=hint)


class DateFormatError(ReadingError):
    """`--date-format` is not a format of a date: it needs a day, a month and a year, as strftime writes them."""

    code = "CLV232"
    exit_code = ExitCode.USAGE

    @classmethod
    def unusable(cls, text: str) -> DateFormatError:
        """Repeat the format."""
        return cls(f"`{text}` is not the format of a date", hint="--date-format %d/%m/%Y")


class TimeZoneError(ReadingError):
    """`--time-zone` is not a name of the time zone database, such as `Europe/Copenhagen`."""

    code = "CLV233"
    exit_code = ExitCode.USAGE

    @classmethod
    def among(cls, name: str, known: Iterable[str]) -> TimeZoneError:
        """Name the zone that was probably meant."""
        near = nearest(name, known) or "Europe/Copenhagen"
        return cls(f"no time zone is called `{name}`", hint=f"--time-zone {near}")


def _some(columns: Sequence[str]) -> str:
    """Return the first columns as a list to read, and how many more there are."""
    shown = ", ".join(f"`{column}`" for column in columns[:_COLUMNS_SHOWN])
    more = len(columns) - _COLUMNS_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


_COLUMNS_SHOWN = 12
"""Enough to find the right one in an ordinary list; an export of 79 columns would fill the screen."""


# --- CLV3xx: data ----------------------------------------------------------------------------


class DataError(ClvError):
    """The orders are understood and cannot be used."""

    exit_code = ExitCode.DATA


class NewerSchemaError(DataError):
    """A file of order lines was written by a newer clvcli than this one.

    Its columns may mean something this version does not know.  Update clvcli, or make the file again
    from the exports with `clvcli ingest`.
    """

    code = "CLV301"

    @classmethod
    def of_file(cls, name: str, *, version: str, known: str) -> NewerSchemaError:
        """Of order lines in `name` with schema `version`, where `known` is the newest known here."""
        return cls(f"{name} holds order lines of schema {version}, this clvcli knows {known}", hint="pip install -U clvcli")


class UnknownStatusError(DataError):
    """The export uses a status word whose meaning is not known.

    Whether an order was paid decides whether it counts, so a word is never guessed.  Say what it means
    with `--status WORD=paid` (or partially_refunded, refunded, pending, cancelled, failed, draft, test).
    """

    code = "CLV302"

    @classmethod
    def among(cls, words: list[str], *, table: str) -> UnknownStatusError:
        """Of the `words` in `table` that no format or dictionary knows."""
        shown = ", ".join(f"`{word}`" for word in words[:5]) + (f" and {len(words) - 5} more" if len(words) > 5 else "")  # noqa: PLR2004  (a line's worth)
        return cls(f"unknown order status {shown} in {table}", hint=f'--status "{words[0]}=paid" (or pending, cancelled, refunded ...)')


class AmountMeaningError(DataError):
    """The amounts can be of the line or of the whole order, and the file cannot tell which.

    The same amount stands on every row of the orders with several rows, of which there are too few to
    prove anything.  Say it with `--amount-is line` or `--amount-is order`.
    """

    code = "CLV303"

    @classmethod
    def repeated_amounts(cls, name: str) -> AmountMeaningError:
        """Of a file with too few orders of several rows."""
        return cls(
            f"in {name} the amount may be of the line or repeated from the order",
            hint="--amount-is line or --amount-is order",
        )


class DiscountUnclearError(DataError):
    """A column of small discounts can be money or shares of the price, and the file cannot tell which.

    0.25 off a price of 3 is either a coin or a quarter.  Say it with `--discount-is amount`,
    `--discount-is share` or `--discount-is percent`.
    """

    code = "CLV312"

    @classmethod
    def small(cls, name: str, largest: float) -> DiscountUnclearError:
        """Of discounts that are never above `largest`."""
        return cls(
            f"in {name} no discount is above {largest:g}: money or a share of the price",
            hint="--discount-is amount, share or percent",
        )


class TaxUnclearError(DataError):
    """The file prints tax, and it is not clear whether the amounts hold it.

    Revenue would be a fifth too high or too low if it were guessed.  Say `--tax included` or
    `--tax excluded`.
    """

    code = "CLV304"

    @classmethod
    def by_vote(cls, name: str, *, included: int, excluded: int) -> TaxUnclearError:
        """Of order totals that add up neither way, or both ways equally often."""
        return cls(
            f"in {name} {included:,} order totals add up with tax in the prices and {excluded:,} with tax on top",
            hint="--tax included or --tax excluded",
        )

    @classmethod
    def by_ratio(cls, name: str, *, ratio: float) -> TaxUnclearError:
        """Of a printed tax that is `ratio` of the amount: one rate inside it or another on top."""
        return cls(
            f"in {name} tax is {ratio:.1%} of the amount, which can be inside it or on top",
            hint="--tax included or --tax excluded",
        )


class CurrencyUnclearError(DataError):
    """A currency sign names several currencies.

    `kr` is Danish, Swedish, Norwegian and Icelandic, `$` many dollars.  Say which with `--currency DKK`.
    """

    code = "CLV305"

    @classmethod
    def of_sign(cls) -> CurrencyUnclearError:
        """Of `kr` or `$` in the currency column."""
        return cls("the currency column says `kr` or `$`, which several currencies are called", hint="--currency DKK")


class SeveralCurrenciesError(DataError):
    """The orders are in several currencies, and amounts of different currencies are never added.

    Convert with `--currency DKK --rates rates.csv` (columns date, currency, rate), or report each apart
    with `--by currency`.
    """

    code = "CLV306"
    HINT = "--currency {0} --rates rates.csv, or --by currency"

    @classmethod
    def of(cls, found: list[str]) -> SeveralCurrenciesError:
        """Of the currencies `found`."""
        return cls(f"the orders are in {len(found)} currencies: {', '.join(found)}", hint=cls.HINT.format(found[0]))

    @classmethod
    def some_unnamed(cls, found: list[str]) -> SeveralCurrenciesError:
        """Of orders of which some name a currency and some none."""
        return cls(f"some orders are in {', '.join(found)} and some name no currency", hint=f"--currency {found[0]}")

    @classmethod
    def not_the_asked(cls, found: list[str], asked: str) -> SeveralCurrenciesError:
        """Of orders in other currencies than the one asked for."""
        return cls(f"the orders are in {', '.join(found)}, not {asked}", hint=f"--currency {asked} --rates rates.csv")

    @classmethod
    def rates_without_target(cls) -> SeveralCurrenciesError:
        """Of rates given without the currency to report in."""
        return cls("--rates needs the currency to report in", hint="--currency DKK --rates rates.csv")


class RateMissingError(DataError):
    """The rate table has no rate for a currency on or before an order's date.

    Rates are looked up on the order's date, else the last one before it.  Add a line to the table.
    """

    code = "CLV307"

    @classmethod
    def on(cls, path: str, *, currency: str, day: object) -> RateMissingError:
        """Of `currency` on `day`."""
        return cls(f"{path} has no rate for {currency} on or before {day}", hint=f"add a line: {day},{currency},RATE")


class RatesUnreadableError(DataError):
    """The rate table cannot be read: it needs columns date (2025-01-31), currency and rate (1.2345)."""

    code = "CLV308"

    @classmethod
    def not_a_table(cls, path: str) -> RatesUnreadableError:
        """Of a file that is no CSV."""
        return cls(f"{path} is not a table of rates", hint="a CSV with the columns date,currency,rate")

    @classmethod
    def columns_missing(cls, path: str, found: list[str]) -> RatesUnreadableError:
        """Of a table with other columns."""
        return cls(f"{path} has the columns {', '.join(found)}", hint="a CSV with the columns date,currency,rate")

    @classmethod
    def bad_line(cls, path: str, line: int) -> RatesUnreadableError:
        """Of a line whose date, currency or rate cannot be read."""
        return cls(f"{path}:{line}: not a date, currency and rate above zero", hint="2025-01-31,SEK,0.6543")


class TooManyRejectsError(DataError):
    """More rows were rejected than may be.

    A table of which a tenth cannot be read is probably read wrongly.  Look at the reasons (`clvcli
    ingest FILE`), set the option they name, or accept more with `--max-rejects 50%`.
    """

    code = "CLV309"

    @classmethod
    def of(cls, rejected: int, read: int, reason: str, place: str) -> TooManyRejectsError:
        """Of `rejected` rows among `read`, most of them for `reason`, the first at `place`."""
        return cls(
            f"{rejected:,} of {read:,} rows rejected, most as {reason} (first: {place})",
            hint="clvcli ingest FILE shows what was understood; --max-rejects 100% goes on regardless",
        )

    @classmethod
    def strictly(cls, rejected: int, place: str) -> TooManyRejectsError:
        """Of any rejected row under `--strict`."""
        return cls(f"{rejected:,} rows rejected under --strict (first: {place})", hint="clvcli ingest FILE")


class NothingLeftError(DataError):
    """No order is left after the rules that exclude rows.

    All orders are cancelled, unpaid, tests, or without value.  `clvcli ingest FILE` shows each rule
    with its rows; a status word can be given another meaning with `--status WORD=paid`.
    """

    code = "CLV310"

    @classmethod
    def after(cls, rules: dict[str, int]) -> NothingLeftError:
        """After `rules`: rule -> rows."""
        told = ", ".join(f"{rows:,} {rule}" for rule, rows in rules.items())
        return cls(f"no order is left to count ({told})", hint="clvcli ingest FILE shows what each rule kept out")


class DoubtError(DataError):
    """Something in the data is doubtful and would change a number; under `--strict` that stops the run."""

    code = "CLV311"

    @classmethod
    def strictly(cls, text: str, hint: str | None) -> DoubtError:
        """Of a note that changes money."""
        return cls(text, hint=hint or "leave out --strict to go on")


# --- CLV4xx: analysis ------------------------------------------------------------------------


class AnalysisError(ClvError):
    """The analysis cannot be done."""

    exit_code = ExitCode.ANALYSIS


class NothingToAnalyseError(AnalysisError):
    """There is no order to analyse.

    Either no order was left after the rules that exclude cancelled, unpaid, test and zero-value orders,
    or the as-of date lies before the first order, or every order was returned.  `clvcli ingest` on the
    same input shows which rows were excluded and why.
    """

    code = "CLV411"

    @classmethod
    def no_orders(cls) -> NothingToAnalyseError:
        """No valid order is left."""
        return cls("no valid order is left to analyse", hint="clvcli ingest on the same input shows what was excluded and why")

    @classmethod
    def before(cls, day: date, *, first: date) -> NothingToAnalyseError:
        """The as-of `day` lies before the `first` order."""
        return cls(f"no order on or before {day}: the first is of {first}", hint=f"--as-of {first} or later")

    @classmethod
    def nothing_kept(cls, valid_orders: int) -> NothingToAnalyseError:
        """Every one of `valid_orders` was returned, or has no customer."""
        return cls(
            f"none of {valid_orders:,} valid orders was kept by a known customer",
            hint="clvcli ingest on the same input shows returns and guests",
        )


class ModelNotUsableError(AnalysisError):
    """The model asked for with `--model` cannot be fitted to these customers, or its result cannot be used.

    Either nobody came back, or the search found no optimum, or the data leave a parameter open: most often there are too few
    customers who came back, or nobody seems to have left.  With `--model auto` the predictions would be
    left empty with a note; `--model none` gives the historic columns.
    """

    code = "CLV412"

    @classmethod
    def of(cls, model: str, reason: str, *, customers: int, repeat_buyers: int) -> ModelNotUsableError:
        """Of a `model` fitted to `customers`, of whom `repeat_buyers` came back."""
        return cls(
            f"{model} was tried on {customers:,} customers, {repeat_buyers:,} of them with a second purchase day, "
            f"and cannot be used: {reason}",
            hint="--model none gives the historic columns",
        )


class StoredValuesError(AnalysisError):
    """A table looks like what `compute` wrote, and is not whole or was changed.

    It has the leading columns of `compute` but others are missing, or hold text where numbers or dates
    belong, as after editing in a spreadsheet.  Give the file as `clvcli compute` wrote it, or the orders.
    """

    code = "CLV451"
    exit_code = ExitCode.DATA

    @classmethod
    def lacks(cls, name: str, columns: list[str]) -> StoredValuesError:
        """Of a table in `name` without some `columns` of `compute`."""
        shown = ", ".join(f"`{column}`" for column in columns[:5])
        more = f" and {len(columns) - 5} more" if len(columns) > 5 else ""  # noqa: PLR2004  (a line's worth)
        return cls(f"{name} looks like what compute wrote but lacks {shown}{more}", hint="clvcli compute ORDERS -o clv.csv")

    @classmethod
    def unreadable(cls, name: str, column: str, *, line: int, kind: str) -> StoredValuesError:
        """Of a cell of `column` on `line` that is not of its `kind`."""
        return cls(
            f"{name}: line {line:,}, column `{column}` is not {kind} as compute writes it",
            hint="clvcli compute ORDERS -o clv.csv",
        )


_WITHOUT_MODEL = "leave out --model to get the historic columns, or give a longer period"


class PurchasesNotModelledError(AnalysisError):
    """A purchase model cannot be fitted to these customers.

    Fitting needs customers who differ: some who came back and some who did not, over some time.
    It fails where there is one customer, where nobody bought twice, or where all have the same
    history.  Use a longer period or more customers, or leave out `--model`: the historic columns
    need no model.
    """

    code = "CLV401"

    @classmethod
    def too_few(cls, customers: int) -> PurchasesNotModelledError:
        """Of fewer than two customers."""
        found = "one customer" if customers == 1 else "no customers"
        return cls(f"{found} to fit a purchase model to", hint=_WITHOUT_MODEL)

    @classmethod
    def nobody_came_back(cls, customers: int) -> PurchasesNotModelledError:
        """Of customers who each bought on one day only."""
        return cls(f"none of {customers:,} customers bought on a second day", hint=_WITHOUT_MODEL)

    @classmethod
    def all_alike(cls, customers: int) -> PurchasesNotModelledError:
        """Of customers who all have the same history."""
        return cls(
            f"all {customers:,} customers have the same number of purchases on the same days since their first",
            hint=_WITHOUT_MODEL,
        )


class SpendNotModelledError(AnalysisError):
    """The Gamma-Gamma model of spend cannot be fitted or used.

    It needs at least two customers whose mean spend is above zero and differs.  Where the fitted
    q is 1 or less, the mean spend of the population is infinite and no expected value exists: a
    few very large orders dominate.
    """

    code = "CLV402"

    @classmethod
    def too_few(cls, customers: int) -> SpendNotModelledError:
        """Of fewer than two customers."""
        found = "one customer" if customers == 1 else "no customers"
        return cls(f"{found} to fit a spend model to", hint=_WITHOUT_MODEL)

    @classmethod
    def not_positive(cls, customers: int) -> SpendNotModelledError:
        """Of customers without a positive mean spend."""
        return cls(
            f"{customers:,} customers have a mean spend of zero or less, or no purchase to take it from",
            hint="leave out customers without positive spend",
        )

    @classmethod
    def all_alike(cls, customers: int) -> SpendNotModelledError:
        """Of customers who all spend the same."""
        return cls(f"all {customers:,} customers have the same mean spend", hint=_WITHOUT_MODEL)

    @classmethod
    def infinite_mean(cls, q: float) -> SpendNotModelledError:
        """Of a fitted distribution of spend that has no mean."""
        return cls(
            f"spend varies so much that its mean is infinite (q = {q:.3g}, must be above 1)",
            hint="look for test orders and amounts with a misplaced decimal sign among the largest orders",
        )


class SurvivalNotModelledError(AnalysisError):
    """The sBG model of contracts and subscriptions cannot be fitted to these customers.

    It learns from renewals: some customers who left and some who renewed, asked at least twice, so
    that a retention rate which rises can be told from one which does not.  A cohort, counted after
    each renewal, never grows: customers who came later are a cohort of their own.
    """

    code = "CLV404"

    @classmethod
    def too_few(cls, customers: int) -> SurvivalNotModelledError:
        """Of fewer than two customers."""
        found = "one customer" if customers == 1 else "no customers"
        return cls(f"{found} to fit a retention model to", hint=_LONGER_CONTRACTS)

    @classmethod
    def nobody_left(cls, customers: int) -> SurvivalNotModelledError:
        """Of customers who all stayed."""
        return cls(f"none of {customers:,} customers has left", hint=_LONGER_CONTRACTS)

    @classmethod
    def nobody_renewed(cls, customers: int) -> SurvivalNotModelledError:
        """Of customers of whom none renewed."""
        return cls(f"none of {customers:,} customers has renewed", hint=_LONGER_CONTRACTS)

    @classmethod
    def asked_once(cls, customers: int) -> SurvivalNotModelledError:
        """Of customers who came to their first renewal only."""
        return cls(f"none of {customers:,} customers has come to a second renewal", hint=_LONGER_CONTRACTS)

    @classmethod
    def grows(cls, renewal: int) -> SurvivalNotModelledError:
        """Of a cohort with more customers after its `renewal`-th renewal than before."""
        return cls(
            f"a cohort has more customers after renewal {renewal} than before it",
            hint="count customers who came later as a cohort of their own",
        )


_LONGER_CONTRACTS = "give a longer period: two renewals or more, and customers who left"


class OpportunitiesNotModelledError(AnalysisError):
    """The BG/BB model of discrete opportunities cannot be fitted to these customers.

    It learns from customers who differ: opportunities taken and passed over, by some more than by
    others.  An opportunity is a date or a period in which each customer can buy once: a season, an
    event, an annual appeal.
    """

    code = "CLV405"

    @classmethod
    def too_few(cls, customers: int) -> OpportunitiesNotModelledError:
        """Of fewer than two customers."""
        found = "one customer" if customers == 1 else "no customers"
        return cls(f"{found} to fit a model of opportunities to", hint=_MORE_OPPORTUNITIES)

    @classmethod
    def nobody_bought(cls, customers: int) -> OpportunitiesNotModelledError:
        """Of customers who took no opportunity."""
        return cls(f"none of {customers:,} customers took an opportunity to buy again", hint=_MORE_OPPORTUNITIES)

    @classmethod
    def everybody_bought(cls, customers: int) -> OpportunitiesNotModelledError:
        """Of customers who passed over no opportunity."""
        return cls(f"all {customers:,} customers took every opportunity to buy again", hint=_MORE_OPPORTUNITIES)

    @classmethod
    def all_alike(cls, customers: int) -> OpportunitiesNotModelledError:
        """Of customers who all have the same history."""
        return cls(f"all {customers:,} customers took the same number of opportunities", hint=_MORE_OPPORTUNITIES)

    @classmethod
    def out_of_order(cls, customers: int) -> OpportunitiesNotModelledError:
        """Of `customers` with counts that cannot be: more purchases than opportunities up to the last one."""
        return cls(
            f"{customers:,} customers have more purchases than opportunities, or parts of one",
            hint="count at most one purchase for each opportunity, and opportunities in whole numbers",
        )


_MORE_OPPORTUNITIES = "give a longer period, or count shorter ones: months instead of years"


class CovariatesNotModelledError(AnalysisError):
    """A covariate such as channel or country cannot enter the purchase model.

    It must be known for every customer, differ between customers, and not follow from the other
    covariates: of a channel with three values, two are enough.  A number must be near zero for some
    customers, for the model describes those at zero and what others differ from them.
    """

    code = "CLV406"

    @classmethod
    def unknown(cls, name: str, customers: int) -> CovariatesNotModelledError:
        """Of a covariate that some `customers` have no value of."""
        return cls(
            f"covariate `{name}` has no value for {customers:,} customers",
            hint=f"give them a value such as `unknown`, or leave out `{name}`",
        )

    @classmethod
    def same_for_all(cls, name: str) -> CovariatesNotModelledError:
        """Of a covariate with one value."""
        return cls(f"covariate `{name}` is the same for all customers", hint=f"leave out `{name}`")

    @classmethod
    def far_from_zero(cls, name: str) -> CovariatesNotModelledError:
        """Of a covariate such as a year, whose zero describes no customer."""
        return cls(
            f"covariate `{name}` is far from zero for all customers, and zero is who the model describes",
            hint=f"count `{name}` from its mean",
        )

    @classmethod
    def follows_from_others(cls, name: str) -> CovariatesNotModelledError:
        """Of a covariate that the others together determine."""
        return cls(f"covariate `{name}` follows from the other covariates", hint=f"leave out `{name}`")


class LifetimeNeedsDiscountError(AnalysisError):
    """A value without end needs a discount rate above zero.

    Without discounting, the purchases expected of all time to come may add up to infinity.
    """

    code = "CLV403"

    @classmethod
    def endless(cls) -> LifetimeNeedsDiscountError:
        """Of an endless horizon with a discount rate of zero."""
        return cls(
            "the value of all time to come has no limit without discounting",
            hint="pass a horizon such as --horizon 36m, or --discount-rate above 0",
        )


# --- CLV5xx: usage and configuration ---------------------------------------------------------


class UsageError(ClvError):
    """The options or the configuration are wrong."""

    exit_code = ExitCode.USAGE


class DialectOptionError(UsageError):
    """`--encoding` or `--separator` holds something that is neither.

    An encoding has a name Python knows (utf-8, cp1252, utf-16, latin-1); a separator is one character,
    or `tab`, or `blanks` for columns aligned with blanks.
    """

    code = "CLV203"

    @classmethod
    def encoding(cls, value: str) -> DialectOptionError:
        """Say that no encoding has that name."""
        return cls(f"no encoding is called `{value}`", hint="--encoding cp1252")

    @classmethod
    def separator(cls, value: str) -> DialectOptionError:
        """Say that a separator is one character."""
        return cls(f"`{value}` cannot separate cells", hint="--separator ';'")


class UnknownCommandError(UsageError):
    """The first word after `clvcli` is not a command.

    Commands are never shortened.  A file needs a command in front of it: `clvcli compute orders.csv`.
    """

    code = "CLV501"

    @classmethod
    def named(cls, word: str, commands: Iterable[str], *, is_file: bool) -> UnknownCommandError:
        """Say which command was probably meant; a file is meant to be computed."""
        if is_file:
            return cls(f"{word} is a file, and a command comes first", hint=f"clvcli compute {word}")
        near = nearest(word, commands) or next((name for name in commands if name.startswith(word)), None)
        return cls(f"no command `{word}`", hint=f"clvcli {near}" if near else "clvcli --help")


class UnknownOptionError(UsageError):
    """A command has no option of that name.

    Options are never shortened.  `clvcli COMMAND --help` lists those a command has.
    """

    code = "CLV502"

    @classmethod
    def named(cls, option: str, command: str, near: str | None) -> UnknownOptionError:
        """Say which option was probably meant."""
        return cls(f"`{command}` has no option {option}", hint=near or f"{command} --help")

    @classmethod
    def misplaced(cls, option: str) -> UnknownOptionError:
        """Say that an option of a command stands in front of the command."""
        return cls(
            f"{option} stands before the command", hint=f"clvcli COMMAND {option} ..., the command first"
        )


class BadValueError(UsageError):
    """An option, an environment variable or a key of clvcli.toml holds something that cannot be meant.

    The message names the place the value came from.  A rate is written `10%` or `0.10`, a period `36m`,
    `52w`, `365d` or `2y`, a day `2024-06-30`.
    """

    code = "CLV503"

    @classmethod
    def of(cls, place: str, reason: str, hint: str | None = None) -> BadValueError:
        """Say where the value stands and why it cannot be used."""
        return cls(f"{place}: {reason}", hint=hint)

    @classmethod
    def missing(cls, option: str, command: str) -> BadValueError:
        """Say that an option was given without its value."""
        return cls(f"{option} needs a value", hint=f"{command} --help")

    @staticmethod
    def choice_reason(word: str, choices: Iterable[str]) -> tuple[str, str]:
        """Return the reason and the hint for a word that is none of the choices."""
        choices = list(choices)
        return f"`{word}` is not a choice", nearest(word.lower(), choices) or "one of " + ", ".join(choices)


class MissingInputError(UsageError):
    """A command was given nothing to read, or nothing to explain.

    Standard input is read only where `-` stands for it, so that a job without a terminal never waits.
    """

    code = "CLV504"

    @classmethod
    def of(cls, command: str, argument: str) -> MissingInputError:
        """Say which argument is missing; an input can be a pipe."""
        hint = "to read from a pipe, write -" if argument == "INPUT" else f"{command} --help"
        return cls(f"`{command}` needs {argument}", hint=hint)


class UnexpectedArgumentError(UsageError):
    """More words were given than the command can use."""

    code = "CLV505"

    @classmethod
    def of(cls, words: str, command: str) -> UnexpectedArgumentError:
        """Say which words are too many."""
        return cls(f"`{command}` cannot use {words}", hint=f"{command} --help")


class ConfigUnreadableError(UsageError):
    """A configuration file is missing, cannot be read, or is not TOML.

    `clvcli config init` writes a file to start from; `--no-config` runs without any.
    """

    code = "CLV506"

    @classmethod
    def missing(cls, path: str) -> ConfigUnreadableError:
        """Say that the file that was asked for does not exist."""
        return cls(f"no configuration file {path}", hint="clvcli config init")

    @classmethod
    def unreadable(cls, path: str) -> ConfigUnreadableError:
        """Say that a file cannot be read as text."""
        return cls(f"{path} cannot be read as text", hint="clvcli --no-config COMMAND ... leaves it out")

    @classmethod
    def not_toml(cls, path: str, reason: str, line: int) -> ConfigUnreadableError:
        """Say on which line a file stops being TOML."""
        return cls(f"{path}:{line}: {reason}", hint='write KEY = "VALUE", one on a line')


class UnknownSettingsError(UsageError):
    """A configuration file or the environment sets something that does not exist or cannot be meant.

    Every such place is listed at once, with its line.  `clvcli config show` prints the keys that are set,
    `clvcli config init` a file with all of them.
    """

    code = "CLV507"

    def __init__(self, message: str, *, hint: str | None = None, others: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint=hint)
        self.others = others

    @classmethod
    def of(cls, problems: Iterable[str]) -> UnknownSettingsError:
        """List the places; the last one carries the hint."""
        *others, last = problems
        return cls(last, hint="clvcli config init writes a file with every key", others=tuple(others))

    def earlier(self) -> list[UnknownSettingsError]:
        """Return an error for each place before the last, without a hint."""
        return [UnknownSettingsError(other) for other in self.others]


class UnknownTopicError(UsageError):
    """`explain` was asked for something it does not know.

    It knows the codes of errors and notes, the columns of the results, the models, and the formats.
    """

    code = "CLV508"

    @classmethod
    def named(cls, word: str, topics: Iterable[str]) -> UnknownTopicError:
        """Say which topic was probably meant."""
        near = nearest(word, topics)
        return cls(f"nothing is known of `{word}`", hint=f"clvcli explain {near or ''}".rstrip())


class ConfigExistsError(UsageError):
    """`config init` never writes over a file that is there."""

    code = "CLV509"

    @classmethod
    def at(cls, path: str) -> ConfigExistsError:
        """Say which file stands in the way."""
        return cls(f"{path} exists and is left as it is", hint="clvcli config validate")


class OptionsDisagreeError(UsageError):
    """Options were given that cannot be meant together, or that cannot change the inputs they stand beside.

    What `compute` wrote is valued already: its horizon, discount rate, margin and model stand in its rows.
    """

    code = "CLV510"

    @classmethod
    def settled(cls, option: str) -> OptionsDisagreeError:
        """Say that values were computed with another setting, or may have been."""
        return cls(f"--{option} cannot change values that compute wrote", hint=f"give the orders, with --{option}")

    @classmethod
    def mixed(cls) -> OptionsDisagreeError:
        """Say that orders and values cannot be joined."""
        return cls("some inputs hold orders and others what compute wrote", hint="give the orders alone")


# --- CLV6xx: output --------------------------------------------------------------------------


class OutputError(ClvError):
    """The result cannot be written."""

    exit_code = ExitCode.CANT_CREATE


class UnknownFormatError(OutputError):
    """The format of the output cannot be told.

    `--format` has a word clvcli does not know, or the name given to `-o` ends in nothing that names a
    format.  Write one of the formats after `--format`, or end the name in `.csv`, `.tsv`, `.json`, `.jsonl`,
    `.parquet`, `.xlsx` or `.md`.
    """

    code = "CLV601"
    exit_code = ExitCode.USAGE

    @classmethod
    def from_word(cls, word: str, formats: Iterable[str]) -> UnknownFormatError:
        """Say which format was probably meant."""
        known = tuple(formats)
        hint = f"--format {nearest(word.lower(), known) or '|'.join(known)}"
        return cls(f"there is no output format `{word}`; formats are {', '.join(known)}", hint=hint)

    @classmethod
    def from_target(cls, target: str, formats: Iterable[str]) -> UnknownFormatError:
        """Say that the name of the output ends in nothing that names a format."""
        return cls(
            f"the name {target} does not say which format to write; formats are {', '.join(formats)}",
            hint="end the name in .csv, or add --format csv",
        )


class NotForTerminalError(OutputError):
    """A Parquet file or a workbook is binary and would garble the terminal.

    Give it a file with `-o`, or send it down a pipe.
    """

    code = "CLV602"
    exit_code = ExitCode.USAGE

    @classmethod
    def from_format(cls, name: str) -> NotForTerminalError:
        """Say that a binary format was about to be printed on the terminal."""
        return cls(f"{name} is binary and cannot be shown on a terminal", hint=f"-o FILE.{name}")


class TargetIsInputError(OutputError):
    """The output file is one of the inputs, perhaps through a link, and would be lost.

    clvcli never changes what it reads.  Choose another name for `-o`.
    """

    code = "CLV603"
    exit_code = ExitCode.USAGE

    @classmethod
    def from_paths(cls, target: str, source: str) -> TargetIsInputError:
        """Say that the output is the input `source`."""
        return cls(f"the output {target} is the input {source}", hint="choose another name for -o")


class TargetError(OutputError):
    """The output file cannot be created where it was asked for.

    The folder is missing or may not be written to, the name is a folder's, or the file exists and
    `--no-clobber` was given.  This is looked at before anything is computed.
    """

    code = "CLV604"

    @classmethod
    def no_folder(cls, folder: str) -> TargetError:
        """Say that the folder the output should lie in is missing."""
        return cls(f"there is no folder {folder}", hint=f"mkdir -p {shlex.quote(folder)}")

    @classmethod
    def is_folder(cls, target: str) -> TargetError:
        """Say that the output names a folder."""
        return cls(f"{target} is a folder", hint=f"-o {shlex.quote(target.rstrip('/') + '/clv.csv')}")

    @classmethod
    def not_writable(cls, place: str) -> TargetError:
        """Say that the folder, or the device, may not be written to."""
        return cls(f"{place} may not be written to", hint="choose another place for -o")

    @classmethod
    def exists(cls, target: str) -> TargetError:
        """Say that the output exists and `--no-clobber` was given."""
        return cls(f"{target} exists already", hint="leave out --no-clobber, or choose another name for -o")

    @classmethod
    def refused(cls, target: str, reason: str) -> TargetError:
        """Pass on why the system did not let the output be created."""
        return cls(f"{target} cannot be created: {reason}", hint="choose another place for -o")


class WriteError(OutputError):
    """Writing began and failed: the disk is full, the quota is used up, or the device reported an error.

    Nothing is left behind; a file that was there before is as it was.  Make room and run the command again.
    """

    code = "CLV605"
    exit_code = ExitCode.WRITE_FAILED

    @classmethod
    def failed(cls, target: str, reason: str) -> WriteError:
        """Pass on what the system reported while `target` was written."""
        return cls(f"writing {target} failed: {reason}", hint="make room, or choose another place with -o FILE")

    @classmethod
    def closed(cls) -> WriteError:
        """Say that the standard output is closed."""
        return cls("the standard output is closed", hint="-o FILE")


class WorkbookLimitError(OutputError):
    """The result does not fit into a workbook: 1,048,575 rows under the header, 32,767 characters in a cell.

    Excel would drop the rest in silence, so nothing is written.  Write CSV or Parquet.
    """

    code = "CLV606"

    @classmethod
    def too_many_rows(cls, rows: int, limit: int) -> WorkbookLimitError:
        """Say that there are more rows than a sheet holds."""
        return cls(f"{rows:,} rows do not fit into a workbook, which holds {limit:,}", hint="-o FILE.csv")

    @classmethod
    def cell_too_long(cls, column: str, length: int, limit: int) -> WorkbookLimitError:
        """Say that a cell has more text than a workbook holds."""
        return cls(
            f"column {column} has a cell of {length:,} characters; a workbook holds {limit:,}", hint="-o FILE.csv"
        )


# --- CLV9xx: bugs ----------------------------------------------------------------------------


class BugError(ClvError):
    """A fault of clvcli itself."""

    exit_code = ExitCode.BUG


class UnfitNumberError(BugError):
    """A number of the result is infinite, not a number, or beyond all money.

    clvcli promises that no such value leaves it, so nothing was written.  Please report it with the command.
    """

    code = "CLV902"

    @classmethod
    def from_column(cls, column: str, rows: int) -> UnfitNumberError:
        """Say which column of a result holds numbers that cannot be written."""
        return cls(f"column {column} has {rows:,} values that are no finite numbers", hint="run again with --debug")


class MalformedReportError(BugError):
    """A table of the report was put together wrongly: a fault of clvcli, please report it.

    Nothing was written.  `clvcli compute` and `clvcli segment` do not depend on the report.
    """

    code = "CLV930"

    @classmethod
    def uneven_rows(cls, table: str, width: int) -> MalformedReportError:
        """Make the error for a row that does not have one cell per column."""
        return cls(f"a row of the report table {table} does not have {width} cells")

    @classmethod
    def not_finite(cls, table: str) -> MalformedReportError:
        """Make the error for a cell that is infinite or not a number."""
        return cls(f"the report table {table} holds a number that is not finite")


class UnexpectedFaultError(BugError):
    """Something happened that clvcli did not foresee: this is a fault of the program, not of your data.

    The crash file it names holds the program's own path to the fault and none of your data; please send
    it to the developers.  `--debug` prints the same on the terminal.
    """

    code = "CLV901"

    @classmethod
    def shown(cls, version: str) -> UnexpectedFaultError:
        """Say that what was shown is no fault of the user's."""
        return cls(f"a fault of clvcli {version} itself, shown above", hint="report it with the lines above")

    @classmethod
    def recorded(cls, version: str, path: str | None) -> UnexpectedFaultError:
        """Name the crash file, where one could be written."""
        where = f"details are in {path}" if path else "no crash file could be written"
        return cls(
            f"a fault of clvcli {version} itself; {where}",
            hint="run again with --debug to see it, and report it with the crash file",
        )
