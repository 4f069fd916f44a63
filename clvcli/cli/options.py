"""Every option of every command, declared once; a name means the same wherever it stands.

The classes are groups of options that commands share (see `groups.py`); each option carries its help,
the function that reads its text (`values.py`), and the section of `--help` it belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003  (Typer resolves the annotations when a command is declared)
from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from clvcli import config
from clvcli.cli import values
from clvcli.cli.completing import of_list
from clvcli.cli.values import Pair  # noqa: TC001  (the same)
from clvcli.errors import LifetimeNeedsDiscountError, PseudonymKeyError
from clvcli.output.targets import Excel, Format  # noqa: TC001  (the same)

if TYPE_CHECKING:
    from clvcli.orders.options import ReadOptions
    from clvcli.valuation.horizon import Horizon
    from clvcli.valuation.valued import ValueSettings

READING, VALUING, BACKTEST = "Reading the input", "Valuing", "Backtest"
"""Headings of `--help`: what orders are read with, what they are valued with, what is held out."""

OF_THE_FILE = frozenset({"encoding", "separator", "sheet", "strict"})
"""Options of READING that hold for any table; the others speak of orders."""

_reading = partial(typer.Option, rich_help_panel=READING)
_valuing = partial(typer.Option, rich_help_panel=VALUING)
_holding = partial(typer.Option, rich_help_panel=BACKTEST)
_target = partial(typer.Option, rich_help_panel="Result")


COMPARE_HELP = "What changed since then; or since v3 of a store; segment also takes a file that it wrote."
"""Of `--compare-to`, which two groups of options have."""

Inputs = Annotated[
    list[str],
    typer.Argument(metavar="INPUT", help="Order exports, order lines, globs, URLs; - is standard input."),
]

InputsOrNone = Annotated[
    list[str] | None,
    typer.Argument(metavar="INPUT", help="Order exports, order lines, globs, URLs; - is standard input."),
]

Values = Annotated[
    list[str],
    typer.Argument(metavar="INPUT", help="What `compute` wrote, or whatever `compute` reads."),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How to read the inputs; what is not said here is decided from the values, and reported."""

    columns: Annotated[
        list[Pair] | None,
        _reading("--map", metavar="FIELD=COLUMN", parser=values.column_pair, help="Which column holds a field."),
    ] = None
    source_format: Annotated[
        str | None, _reading("--source-format", metavar="NAME", help="The system the export comes from.")
    ] = None
    encoding: Annotated[
        str | None, _reading("--encoding", metavar="NAME", help="Encoding of a text file: utf-8, cp1252 ...")
    ] = None
    separator: Annotated[
        str | None,
        _reading("--separator", metavar="SIGN", parser=values.separator, help="Between cells: ; or , or tab."),
    ] = None
    decimal: Annotated[Literal[",", "."] | None, _reading("--decimal", help="Decimal sign of amounts.")] = None
    date_format: Annotated[
        str | None, _reading("--date-format", metavar="PATTERN", help="How dates are written: %d/%m/%Y.")
    ] = None
    sheet: Annotated[str | None, _reading("--sheet", metavar="NAME", help="Sheet of a workbook.")] = None
    tax: Annotated[Literal["included", "excluded"] | None, _reading("--tax", help="Whether amounts hold tax.")] = (
        None
    )
    tax_rate: Annotated[
        float | None,
        _reading("--tax-rate", metavar="RATE", parser=values.rate, help="Tax to take out of amounts: 25%."),
    ] = None
    amount_is: Annotated[
        Literal["line", "order"] | None,
        _reading("--amount-is", help="Whether a repeated amount is the line's or the order's."),
    ] = None
    discount_is: Annotated[
        Literal["amount", "share", "percent"] | None,
        _reading("--discount-is", help="Whether a line's discount is money or part of the price."),
    ] = None
    currency: Annotated[
        str | None,
        _reading(
            "--currency", metavar="CODE", parser=values.currency, help="Of amounts that name none, or to report in."
        ),
    ] = None
    rates: Annotated[
        str | None, _reading("--rates", metavar="FILE", help="Exchange rates: date, currency, rate.")
    ] = None
    by: Annotated[
        str | None,
        _reading(
            "--by",
            metavar="NAME,...",
            parser=values.groupings,
            autocompletion=of_list(config.GROUPINGS),
            help="Keep apart by currency; fit apart by channel, country, cohort-year.",
        ),
    ] = None
    time_zone: Annotated[
        str | None,
        _reading("--time-zone", metavar="ZONE", help="The shop's: Europe/Copenhagen."),
    ] = None
    statuses: Annotated[
        list[Pair] | None,
        _reading(
            "--status", metavar="WORD=MEANING", parser=values.status_pair, help="What a status word means: paid ..."
        ),
    ] = None
    as_of: Annotated[
        date | None,
        _reading(
            "--as-of",
            metavar="DAY",
            parser=values.day,
            help="Know nothing after this day; default: the last order.",
        ),
    ] = None
    identity: Annotated[
        str | None,
        _reading(
            "--identity",
            metavar="NAME,...",
            parser=values.identities,
            autocompletion=of_list(config.IDENTITIES),
            help="What buyers are known by, best first: email, id, phone.",
        ),
    ] = None
    refund_date: Annotated[
        config.RefundDate,
        _reading("--refund-date", help="On which day a return lowers the revenue of a period."),
    ] = "order"
    exclude_customers: Annotated[
        str | None,
        _reading("--exclude-customers", metavar="FILE", help="Leave out who is listed: an id or e-mail a line."),
    ] = None
    costs: Annotated[
        str | None,
        _reading("--costs", metavar="FILE", help="Costs: sku, unit cost, perhaps valid_from, valid_to, currency."),
    ] = None
    products: Annotated[
        str | None,
        _reading("--products", metavar="FILE", help="Products: sku, category, brand, size, season."),
    ] = None
    customers: Annotated[
        str | None,
        _reading("--customers", metavar="FILE", help="People: id or e-mail, country, channel, segment, consent."),
    ] = None
    no_merge: Annotated[bool, _reading("--no-merge", help="Keep ids apart that share an e-mail.")] = False
    as_of_version: Annotated[
        int | None,
        _reading("--as-of-version", metavar="N", parser=values.version, help="Read a store as it was then."),
    ] = None
    pseudonymise: Annotated[
        bool, _reading("--pseudonymise", help="Replace who bought by a keyed hash, before anything else.")
    ] = False
    key_file: Annotated[
        str | None, _reading("--key-file", metavar="FILE", help="Key of --pseudonymise, or CLVCLI_PSEUDONYM_KEY.")
    ] = None
    strict: Annotated[bool, _reading("--strict", help="Stop at any rejected row or doubt that changes money.")] = (
        False
    )
    max_rejects: Annotated[
        float,
        _reading(
            "--max-rejects",
            metavar="SHARE",
            parser=values.rate,
            show_default=False,
            help="Stop above this share; 10%.",
        ),
    ] = config.MAX_REJECTS

    @property
    def _by(self) -> tuple[str, ...]:
        return tuple(self.by.split(",")) if self.by else ()

    @property
    def groups(self) -> tuple[str, ...]:
        """What customers are fitted apart by; currencies always are."""
        return tuple(name for name in self._by if name != config.CURRENCY)

    def _pseudonym_key(self) -> bytes | None:
        if self.pseudonymise:
            from clvcli.orders.pseudonyms import read_key

            return read_key(self.key_file)
        if self.key_file is not None:
            raise PseudonymKeyError.unused()
        return None

    @property
    def beside(self) -> tuple[str, ...]:
        """Files that are read beside the orders."""
        files = (self.rates, self.exclude_customers, self.costs, self.products, self.customers)
        return tuple(file for file in files if file)

    def options(self) -> ReadOptions:
        """Return these options as the reading of orders takes them."""
        from clvcli.orders.options import ReadOptions

        return ReadOptions(
            columns={pair.name: pair.value for pair in self.columns or ()},
            source_format=self.source_format,
            encoding=self.encoding,
            separator=self.separator,
            decimal=self.decimal,
            date_format=self.date_format,
            sheet=self.sheet,
            tax=self.tax,
            tax_rate=self.tax_rate,
            amount_is=self.amount_is,
            discount_is=self.discount_is,
            currency=self.currency,
            rates=self.rates,
            by_currency=config.CURRENCY in self._by,
            time_zone=self.time_zone,
            statuses={pair.name: pair.value for pair in self.statuses or ()},
            as_of=self.as_of,
            exclude_customers=self.exclude_customers,
            costs=self.costs,
            products=self.products,
            customers=self.customers,
            identity=values.names_of_identity(self.identity),
            merge_identities=not self.no_merge,
            version=self.as_of_version,
            pseudonym_key=self._pseudonym_key(),
            strict=self.strict,
            max_rejects=self.max_rejects,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Valuing:
    """How to value customers."""

    model: Annotated[config.Model, _valuing("--model", help="What predicts; auto is the best the data carry.")] = (
        config.MODEL
    )
    horizon: Annotated[
        str,
        _valuing(
            "--horizon", metavar="PERIOD", parser=values.horizon, help="How far ahead: 36m, 52w, 2y, lifetime."
        ),
    ] = config.HORIZON
    discount_rate: Annotated[
        float,
        _valuing(
            "--discount-rate",
            metavar="RATE",
            parser=values.rate,
            show_default=False,
            help="A year: 10% (the default) or 0.10.",
        ),
    ] = config.DISCOUNT_RATE
    intervals: Annotated[
        bool,
        _valuing("--intervals/--no-intervals", help="How sure each value to come is; a run without is shorter."),
    ] = config.INTERVALS
    model_file: Annotated[
        str | None,
        _valuing("--model-file", metavar="FILE", help="Predict by a saved model; nothing is fitted."),
    ] = None

    def settings(self) -> ValueSettings:
        """Return these options as the valuation takes them.

        Raises LifetimeNeedsDiscountError for a lifetime without discounting.
        """
        from clvcli.valuation.horizon import Horizon
        from clvcli.valuation.valued import ValueSettings

        if self.horizon == config.LIFETIME and not self.discount_rate:
            raise LifetimeNeedsDiscountError.endless()

        return ValueSettings(
            model=self.model,
            horizon=Horizon.of(self.horizon),
            discount_rate=self.discount_rate,
            intervals=self.intervals,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What a backtest holds out."""

    holdout: Annotated[
        str | None,
        _holding(
            "--holdout",
            metavar="PERIOD",
            parser=values.period,
            help="Length of the window: 26w, 6m, 90d; default: a year, at most a third of the orders.",
        ),
    ] = None
    folds: Annotated[
        int,
        _holding("--folds", metavar="N", parser=values.folds, help="Windows, one before the other."),
    ] = config.FOLDS

    def length(self) -> Horizon | None:
        """Return the length of the window as the backtest takes it; None leaves it to the span of the orders."""
        from clvcli.valuation.horizon import Horizon

        return Horizon.of(self.holdout) if self.holdout else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where the result goes, and how it looks."""

    output: Annotated[
        str | None,
        _target(
            "-o", "--output", metavar="FILE", help="Write here, whole or not at all; the ending is the format."
        ),
    ] = None
    output_format: Annotated[
        Format | None, _target("--format", help="Default: a table on a terminal, else csv.")
    ] = None
    excel: Annotated[
        Excel | None,
        _target("--excel", metavar="[eu]", help="CSV that Excel opens by double click; eu: ; and decimal comma."),
    ] = None
    raw: Annotated[bool, _target("--raw", help="Leave text that a spreadsheet would run as a formula.")] = False
    decimals: Annotated[
        int | None,
        _target(
            "--decimals", metavar="N", parser=values.decimals, help="Digits of money; default: the currency's."
        ),
    ] = None
    limit: Annotated[
        int | None, _target("--limit", metavar="N", parser=values.rows, help="Only the first N rows.")
    ] = None
    wide: Annotated[bool, _target("--wide", help="All columns in a table, however wide.")] = False
    only_if_changed: Annotated[
        bool, _target("--only-if-changed", help="Leave the file as it is where its bytes would stay the same.")
    ] = False
    no_clobber: Annotated[bool, _target("--no-clobber", help="Never write over a file.")] = False
    show_identity: Annotated[
        bool, _target("--show-identity", help="Show e-mails and phones on screens and in reports.")
    ] = False
    dry_run: Annotated[bool, _target("--dry-run", help="Say what would be done, and write nothing.")] = False


StoreFolder = Annotated[
    str | None, _target("--into", metavar="STORE", help="Keep the order lines in this store; a new one is made.")
]

SavedModelFile = Annotated[
    str | None, _valuing("--save-model", metavar="FILE", help="Also keep the model here, for --model-file.")
]

ListFormats = Annotated[
    bool, _target("--list-formats", help="List the export formats that are known, and read nothing.")
]

SaveProfile = Annotated[
    bool, _target("--save-profile", help="Keep how the inputs were read in clvcli.toml, for the next run.")
]
