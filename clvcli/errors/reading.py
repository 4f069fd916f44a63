"""CLV2xx: the columns or values cannot be understood without help."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from clvcli.errors.base import ClvError, ExitCode, in_quotes, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


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
        near = nearest(name, known)
        hint = f"--source-format {near}" if near else "clvcli ingest --list-formats"
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
        hint = f"--map {field}={in_quotes(near)}" if near else f"columns: {', '.join(found)}"
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

    _SAYING: ClassVar[Mapping[str, str]] = {
        "customer_id": "that says who bought",
        "order_date": "with the date of the order",
        "amount": "with an amount: what was paid for the row, or a quantity and a unit price",
    }
    """Field -> what its column is there for."""

    @classmethod
    def fields(cls, source: str, missing: Sequence[str], found: Sequence[str]) -> ColumnMissingError:
        """Name which of `customer_id`, `order_date` and `amount` no column says, all at once."""
        wanted = ", and none ".join(cls._SAYING[field] for field in missing)
        hint = " ".join(f"--map {field}=COLUMN" for field in missing)
        message = f"{source} has no column {wanted}; its columns are {_some(found)}"
        return cls(message, hint=f"export the amounts as well, or {hint}" if missing == ["amount"] else hint)

    @classmethod
    def only_names(cls, source: str, column: str) -> ColumnMissingError:
        """The only column on the buyer holds names of people."""
        message = f"{source} knows its customers only by name, in `{column}`, and two of them may share one"
        return cls(message, hint=f"export with e-mail or customer number, or --map customer_id={in_quotes(column)}")


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


class CompanionMissingError(ReadingError):
    """A file of an export that comes in several is missing, and without it the answer is wrong or there is none.

    Some systems keep the day of an order, who bought, and its lines in files of their own.  Give all of them in
    one command, in any order: they are known by their columns and joined by key.
    """

    code = "CLV215"

    @classmethod
    def needed(cls, source: str, title: str, name: str, why: str, file: str) -> CompanionMissingError:
        """Name the file, and what is wrong without it."""
        return cls(f"{source} is of {title}, and its {name} are missing: {why}", hint=f"give {file} as well")

    @classmethod
    def alone(cls, source: str, title: str, name: str, file: str) -> CompanionMissingError:
        """Say that a file only tells more of the rows of another."""
        message = f"{source} holds the {name} of {title}, and the file they belong to is missing"
        return cls(message, hint=f"give {file} as well")


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
