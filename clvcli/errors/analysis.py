"""CLV4xx: the analysis cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.errors.base import ClvError, ExitCode

if TYPE_CHECKING:
    from datetime import date


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
        return cls("no valid order is left to analyse", hint="clvcli ingest on the same input shows the exclusions")

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

    Either nobody came back, or the search found no optimum, or the data leave a parameter open: most often
    there are too few customers who came back, or nobody seems to have left.  With `--model auto` the
    predictions would be left empty with a note; `--model none` gives the historic columns.
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
        fact = f"{name} looks like what compute wrote but lacks {shown}{more}"
        return cls(fact, hint="clvcli compute ORDERS -o clv.csv")

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
