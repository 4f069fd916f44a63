"""CLV40x: a model that cannot be fitted to these customers, or has no value without discounting."""

from __future__ import annotations

from clvcli.errors.analysis import AnalysisError
from clvcli.sayings import Saying

_WITHOUT_MODEL = "leave out --model to get the historic columns, or give a longer period"
_LONGER_CONTRACTS = "give a longer period: two renewals or more, and customers who left"
_MORE_OPPORTUNITIES = "give a longer period, or count shorter ones: months instead of years"


def _too_few(customers: int, model: str) -> Saying:
    """Say of fewer than two customers that they are nothing to fit `model` to."""
    return Saying(
        "one customer to fit {model} to" if customers == 1 else "no customers to fit {model} to", model=model
    )


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
        return cls(_too_few(customers, Saying("a purchase model")), hint=_WITHOUT_MODEL)

    @classmethod
    def nobody_came_back(cls, customers: int) -> PurchasesNotModelledError:
        """Of customers who each bought on one day only."""
        message = Saying("none of {customers:,} customers bought on a second day", customers=customers)
        return cls(message, hint=_WITHOUT_MODEL)

    @classmethod
    def all_alike(cls, customers: int) -> PurchasesNotModelledError:
        """Of customers who all have the same history."""
        return cls(
            Saying(
                "all {customers:,} customers have the same number of purchases on the same days since their first",
                customers=customers,
            ),
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
        return cls(_too_few(customers, Saying("a spend model")), hint=_WITHOUT_MODEL)

    @classmethod
    def not_positive(cls, customers: int) -> SpendNotModelledError:
        """Of customers without a positive mean spend."""
        return cls(
            Saying(
                "{customers:,} customers have a mean spend of zero or less, or no purchase to take it from",
                customers=customers,
            ),
            hint="leave out customers without positive spend",
        )

    @classmethod
    def all_alike(cls, customers: int) -> SpendNotModelledError:
        """Of customers who all spend the same."""
        message = Saying("all {customers:,} customers have the same mean spend", customers=customers)
        return cls(message, hint=_WITHOUT_MODEL)

    @classmethod
    def infinite_mean(cls, q: float) -> SpendNotModelledError:
        """Of a fitted distribution of spend that has no mean."""
        return cls(
            Saying("spend varies so much that its mean is infinite (q = {q:.3g}, must be above 1)", q=q),
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

    @classmethod
    def formula(cls) -> LifetimeNeedsDiscountError:
        """Of a formula over all time to come with a discount rate of zero."""
        return cls("formulas over all time to come need a discount rate above 0", hint="--discount-rate 10%")


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
        return cls(_too_few(customers, Saying("a retention model")), hint=_LONGER_CONTRACTS)

    @classmethod
    def nobody_left(cls, customers: int) -> SurvivalNotModelledError:
        """Of customers who all stayed."""
        return cls(Saying("none of {customers:,} customers has left", customers=customers), hint=_LONGER_CONTRACTS)

    @classmethod
    def nobody_renewed(cls, customers: int) -> SurvivalNotModelledError:
        """Of customers of whom none renewed."""
        message = Saying("none of {customers:,} customers has renewed", customers=customers)
        return cls(message, hint=_LONGER_CONTRACTS)

    @classmethod
    def asked_once(cls, customers: int) -> SurvivalNotModelledError:
        """Of customers who came to their first renewal only."""
        message = Saying("none of {customers:,} customers has come to a second renewal", customers=customers)
        return cls(message, hint=_LONGER_CONTRACTS)

    @classmethod
    def grows(cls, renewal: int) -> SurvivalNotModelledError:
        """Of a cohort with more customers after its `renewal`-th renewal than before."""
        return cls(
            Saying("a cohort has more customers after renewal {renewal} than before it", renewal=renewal),
            hint="count customers who came later as a cohort of their own",
        )


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
        return cls(_too_few(customers, "a model of opportunities"), hint=_MORE_OPPORTUNITIES)

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


class FormulaNotUsableError(AnalysisError):
    """A formula for the value of a customer cannot be used with these rates.

    A share of customers who stay or come back lies from 0 to below 1: with nobody ever leaving there is no
    end.  A margin that grows as fast as it is discounted, among those who stay, adds up to infinity.  The
    formula with yearly promotion counts whole years.  Rates come from the orders or from `--assume`.
    """

    code = "CLV407"

    @classmethod
    def not_a_share(cls, name: str, value: float) -> FormulaNotUsableError:
        """Of a share of customers in `name` that none can be."""
        fact = f"a {name} of {value * 100:g} % is no share of customers who may leave"
        return cls(fact, hint=f"--assume {name}=75%, or any share below 100 %")

    @classmethod
    def outgrown(cls, retention: float, growth: float, rate: float) -> FormulaNotUsableError:
        """Of margins that grow as fast as they are discounted."""
        return cls(
            f"{retention * 100:g} % who stay, margins that grow by {growth * 100:g} % and a discount of"
            f" {rate * 100:g} % add up to no finite value",
            hint="--assume growth=2%, less than is lost by leaving and discount",
        )

    @classmethod
    def parts_of_years(cls, years: float) -> FormulaNotUsableError:
        """Of a number of years that is not whole."""
        return cls(f"{years:g} years are not a whole number of years", hint="--assume years=3")
