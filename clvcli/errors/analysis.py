"""CLV4xx: the analysis cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.errors.base import ClvError, ExitCode
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Iterable
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
            Saying(
                "{model} was tried on {customers:,} customers, {repeat_buyers:,} of them with a second purchase "
                "day, and cannot be used: {reason}",
                model=model,
                customers=customers,
                repeat_buyers=repeat_buyers,
                reason=reason,
            ),
            hint="--model none gives the historic columns",
        )


SHORTEST_WINDOW = 28
"""Days in which enough is bought to judge a forecast by: four of each day of the week."""


class TooShortToCutError(AnalysisError):
    """The orders do not reach back far enough for a backtest.

    A backtest holds the last part of the orders out and predicts it from what came before.  Before the first
    cut at least half a year is needed: in less, a customer who has left and one who waits look the same.
    Without `--holdout`, the last twelve months or the last third are held out, whichever is shorter.
    """

    code = "CLV421"

    @classmethod
    def of(cls, *, span: int, held_out: int, needed: int, folds: int) -> TooShortToCutError:
        """Of orders of `span` days, of which `held_out` in all were to be held out, in `folds` windows."""
        possible = (span - needed) // folds
        return cls(
            Saying(
                "orders of {span:,} days leave {left:,} before the first cut with {held_out:,} held out; "
                "{needed:,} are needed",
                span=span,
                left=max(span - held_out, 0),
                held_out=held_out,
                needed=needed,
            ),
            hint=f"--holdout {possible}d" if possible >= SHORTEST_WINDOW else "give orders of a longer period",
        )


class NothingToJudgeError(AnalysisError):
    """No model can be fitted to the orders before a cut, so a backtest has nothing to judge.

    The orders before the cut are fewer than all orders: a shorter holdout leaves more of them.  `compute`
    may still find a forecast from all orders.
    """

    code = "CLV422"

    @classmethod
    def no_forecast(cls, cut: date, reason: str) -> NothingToJudgeError:
        """Of orders up to the day `cut` and why they carry no model."""
        message = Saying("no forecast from the orders up to {cut}: {reason}", cut=cut, reason=reason)
        return cls(message, hint="a shorter --holdout")

    @classmethod
    def not_so_far(cls, cut: date, *, days: int, asked: int) -> NothingToJudgeError:
        """Of a cut from which the forecast looks fewer `days` ahead than are held out."""
        return cls(
            Saying(
                "from the orders up to {cut} the forecast looks {days:,} days ahead, and {asked:,} are held out",
                cut=cut,
                days=days,
                asked=asked,
            ),
            hint=f"--holdout {days}d",
        )


class UnknownCustomerError(AnalysisError):
    """`explain --customer` was asked for somebody who is not in the orders.

    It takes the `customer_id` as `compute` prints it, a number that was merged into another's, or an
    e-mail address.  An id with leading zeros is written with them, one with blanks in quotes.  Whoever has
    only orders that a rule excludes has no row in `compute` either; `clvcli ingest` shows the rules.
    """

    code = "CLV431"

    @classmethod
    def nobody(cls) -> UnknownCustomerError:
        """Nobody has that id; it is not repeated, and no other is named."""
        return cls("no customer has the id that was given", hint="clvcli compute on the same input lists the ids")

    @classmethod
    def all_excluded(cls, rules: list[str]) -> UnknownCustomerError:
        """All orders of the customer are excluded, or later than the as-of day."""
        why = f"excluded ({', '.join(rules)})" if rules else "later than the as-of day"
        return cls(
            f"no order of that customer counts: all are {why}",
            hint="clvcli ingest on the same input shows the exclusions",
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
    def broken(cls, name: str, line: int) -> StoredValuesError:
        """Of a `line` with more or fewer cells than the others, or one that cannot be read at all."""
        return cls(
            f"{name}: line {line:,} is not a row as compute writes it", hint="clvcli compute ORDERS -o clv.csv"
        )

    @classmethod
    def unreadable(cls, name: str, column: str, *, line: int, kind: str) -> StoredValuesError:
        """Of a cell of `column` on `line` that is not of its `kind`."""
        return cls(
            f"{name}: line {line:,}, column `{column}` is not {kind} as compute writes it",
            hint="clvcli compute ORDERS -o clv.csv",
        )


_ALL_IN_ONE_RUN = "clvcli compute ORDERS ... -o clv.csv, all orders in one run"


class ValuesDisagreeError(AnalysisError):
    """Values of one currency were computed in more than one way, so that they cannot stand in one table.

    Their as-of day, basis, horizon or discount rate differ: files of two runs of `compute`, one of them
    with other options, or with orders that name their costs.  A sum of contribution and net revenue, or of
    one year and three, is neither.  Give all orders to one run.
    """

    code = "CLV452"
    exit_code = ExitCode.DATA

    @classmethod
    def of(cls, setting: str, found: Iterable[str], *, currency: str | None) -> ValuesDisagreeError:
        """Of a `setting` that has several values among those of one `currency`."""
        shown = " and ".join(f"`{value}`" for value in found)
        return cls(
            f"values in {currency or 'no currency'} are of more than one `{setting}`: {shown}", hint=_ALL_IN_ONE_RUN
        )


class ValuedTwiceError(AnalysisError):
    """The same customers stand more than once among the values, so that they would be counted more than once.

    The files overlap: a file and its copy, or values as of two runs.  Where two shops number their customers
    alike, nobody can tell from the values who is who; their orders can, where they name a `store`.
    """

    code = "CLV453"
    exit_code = ExitCode.DATA

    @classmethod
    def of(cls, customers: int, *, among: int, currency: str | None) -> ValuedTwiceError:
        """Of `customers` in one `currency` with several rows, `among` all of that currency."""
        stand = "stands" if customers == 1 else "stand"
        return cls(
            f"{customers:,} of {among:,} customers in {currency or 'no currency'} {stand} there more than once",
            hint="give each file once, or all orders to one run of clvcli compute",
        )
