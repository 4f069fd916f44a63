"""CLV3xx: the orders are understood and cannot be used."""

from __future__ import annotations

from clvcli.errors.base import ClvError, ExitCode, in_quotes

MOST_NAMED = 5
"""As many words as one line holds."""


_INGEST = "clvcli ingest EXPORTS -o lines.parquet, which keeps what a spreadsheet changes"


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
        return cls(
            f"{name} holds order lines of schema {version}, this clvcli knows {known}", hint="pip install -U clvcli"
        )


class OrderLinesError(DataError):
    """A file looks like the order lines that clvcli wrote, and is not whole or was changed.

    A row has more or fewer cells than the others, or a cell holds something else than `clvcli ingest` writes there,
    as after editing in a spreadsheet.  None of it is left out: give the file as it was written, or the exports.
    """

    code = "CLV313"

    @classmethod
    def broken(cls, name: str, line: int) -> OrderLinesError:
        """Of a `line` with more or fewer cells than the others, or one that cannot be read at all."""
        return cls(f"{name}: line {line:,} is not a row as ingest writes it", hint=_INGEST)

    @classmethod
    def unreadable(cls, name: str, column: str, line: int) -> OrderLinesError:
        """Of a cell of `column` on `line` in which something else stands than that column holds."""
        return cls(f"{name}: line {line:,}, column `{column}` is not as ingest writes it", hint=_INGEST)


class UnknownStatusError(DataError):
    """The export uses a status word whose meaning is not known.

    Whether an order was paid decides whether it counts, so a word is never guessed.  Say what it means
    with `--status WORD=paid` (or partially_refunded, refunded, pending, cancelled, failed, draft, test).
    """

    code = "CLV302"

    @classmethod
    def among(cls, words: list[str], *, table: str) -> UnknownStatusError:
        """Of the `words` in `table` that no format or dictionary knows."""
        shown = ", ".join(f"`{word}`" for word in words[:MOST_NAMED])
        more = f" and {len(words) - MOST_NAMED} more" if len(words) > MOST_NAMED else ""
        return cls(
            f"unknown order status {shown}{more} in {table}",
            hint=f"--status {in_quotes(f'{words[0]}=paid')} (or pending, cancelled, refunded ...)",
        )


class AmountMeaningError(DataError):
    """The amounts can be of the line or of the whole order, and the file cannot tell which.

    The same amount stands on every row of the orders with several rows, of which there are too few to
    prove anything.  Say it with `--amount-is line` or `--amount-is order`.  Likewise an amount called gross can
    be before the discount beside it or only hold tax: `--map line_gross=COLUMN` says that it is before discount,
    `--map amount=COLUMN` that it is after.  And a refund beside a refund of shipping can be of both or of goods
    alone: `--map line_refund=COLUMN` says of goods.
    """

    code = "CLV303"

    @classmethod
    def repeated_amounts(cls, name: str) -> AmountMeaningError:
        """Of a file with too few orders of several rows."""
        return cls(
            f"in {name} the amount may be of the line or repeated from the order",
            hint="--amount-is line or --amount-is order",
        )

    @classmethod
    def before_or_after_discount(cls, name: str, column: str) -> AmountMeaningError:
        """Of an amount called gross with a discount beside it, and no total that it adds up to."""
        before, after = (in_quotes(f"{field}={column}") for field in ("line_gross", "amount"))
        return cls(
            f"in {name} `{column}` may be before the discount beside it or after",
            hint=f"--map {before} (before) or --map {after} (after)",
        )

    @classmethod
    def repeated_before_discount(cls, name: str, column: str) -> AmountMeaningError:
        """Of amounts before discount that stand on the rows of an order like the order's."""
        return cls(
            f"in {name} `{column}` is before discount, and may be of the line or repeated from the order",
            hint="--amount-is line, or --map amount=COLUMN with what was paid",
        )

    @classmethod
    def refund_with_shipping(cls, name: str, column: str) -> AmountMeaningError:
        """Of a refund with shipping returned beside it, in a file where no order came back whole."""
        return cls(
            f"in {name} `{column}` may hold the shipping returned beside it or not",
            hint=f"--map {in_quotes(f'line_refund={column}')} (goods alone)",
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
    `--tax excluded`.  Where some columns hold tax by their names and others do not, `--tax-rate 25%` says
    how to bring them together.
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
    def by_columns(cls, name: str, column: str, *, holds: bool) -> TaxUnclearError:
        """Of a `column` that `holds` tax by its name where the amounts do not, or the opposite."""
        tax, others = ("with", "without") if holds else ("without", "with")
        return cls(
            f"in {name} `{column}` is {tax} tax and the amounts are {others}, and no rate is known",
            hint="--tax-rate 25%",
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
        """Of `kr` or `$` in the currency column or beside the amounts."""
        return cls("the currency is written `kr` or `$`, as several currencies are", hint="--currency DKK")


class SeveralCurrenciesError(DataError):
    """The orders are in several currencies, and amounts of different currencies are never added.

    Convert with `--currency DKK --rates rates.csv` (columns date, currency, rate), or report each apart
    with `--by currency`.
    """

    code = "CLV306"
    HINT = "--currency {0} --rates rates.csv, or --by currency"

    @classmethod
    def of(cls, found: list[str], *, by_own_rates: str | None = None) -> SeveralCurrenciesError:
        """Of the currencies `found`, where the orders name rates to `by_own_rates`."""
        hint = cls.HINT.format(found[0])
        if by_own_rates is not None:
            hint = f"--currency {by_own_rates} (the orders name their rates), or --by currency"
        return cls(f"the orders are in {len(found)} currencies: {', '.join(found)}", hint=hint)

    @classmethod
    def some_unnamed(cls, found: list[str]) -> SeveralCurrenciesError:
        """Of orders of which some name a currency and some none."""
        return cls(
            f"some orders are in {', '.join(found)} and some name no currency", hint=f"--currency {found[0]}"
        )

    @classmethod
    def not_the_asked(cls, found: list[str], asked: str) -> SeveralCurrenciesError:
        """Of orders in other currencies than the one asked for."""
        return cls(
            f"the orders are in {', '.join(found)}, not {asked}", hint=f"--currency {asked} --rates rates.csv"
        )

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
        return cls(
            f"{path} has no rate for {currency} on or before {day}", hint=f"add a line: {day},{currency},RATE"
        )

    @classmethod
    def in_orders(cls, *, currency: str | None, day: object) -> RateMissingError:
        """Of an order that should name its rate, on `day`."""
        return cls(f"an order in {currency} of {day} names no rate", hint="--rates rates.csv")

    @classmethod
    def to_another_currency(cls, asked: str, found: str | None) -> RateMissingError:
        """Of orders whose rates are to another currency than the one `asked` for, perhaps `found`."""
        return cls(
            f"the rates that the orders name are not to {asked}: its own is not 1",
            hint=f"--currency {found}, or --rates rates.csv" if found else f"--currency {asked} --rates rates.csv",
        )


class RatesUnreadableError(DataError):
    """The rate table cannot be read: it needs columns date (2025-01-31), currency and rate (1.2345)."""

    code = "CLV308"

    @classmethod
    def columns_missing(cls, path: str, found: list[str]) -> RatesUnreadableError:
        """Of a table with other columns."""
        return cls(f"{path} has the columns {', '.join(found)}", hint="a CSV with the columns date,currency,rate")

    @classmethod
    def two_rates(cls, path: str, first: int, second: int) -> RatesUnreadableError:
        """Of lines with different rates for one currency on one day."""
        return cls(f"{path}: lines {first} and {second} have different rates for one day", hint="keep one of them")

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
