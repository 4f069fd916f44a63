"""CLV4xx: the analysis cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.errors.base import ClvError, ExitCode

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
            f"{model} was tried on {customers:,} customers, {repeat_buyers:,} of them with a second purchase day, "
            f"and cannot be used: {reason}",
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
            f"orders of {span:,} days leave {max(span - held_out, 0):,} before the first cut with {held_out:,} held"
            f" out; {needed:,} are needed",
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
        return cls(f"no forecast from the orders up to {cut}: {reason}", hint="a shorter --holdout")

    @classmethod
    def not_so_far(cls, cut: date, *, days: int, asked: int) -> NothingToJudgeError:
        """Of a cut from which the forecast looks fewer `days` ahead than are held out."""
        return cls(
            f"from the orders up to {cut} the forecast looks {days:,} days ahead, and {asked:,} are held out",
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
