"""The published numbers that the models must reproduce, and how each is computed.

`python -m tests.oracles.oracle_table` prints id, expected and got.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from clvcli.models import bg_nbd, bgbb, gamma_gamma, sbg
from clvcli.models.bg_nbd import BGNBD
from clvcli.models.bgbb import BGBB
from clvcli.models.discounting import discounted_increments, rate_per_period
from clvcli.models.gamma_gamma import GammaGamma
from clvcli.models.histories import DAYS_PER_WEEK, Floats, Histories, histories_of
from clvcli.models.independence import independence
from clvcli.models.margin_multiple import margin_multiple
from clvcli.models.sbg import SBG
from tests.oracles import oracle_family
from tests.oracles.oracle_inputs import CDNOW, Inputs, Oracle, customer, histories, oracles, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from clvcli.models.fitting import Fit


@cache
def bg_nbd_fit(name: str, days_per_unit: float = DAYS_PER_WEEK) -> Fit[BGNBD]:
    """Return the BG/NBD fit of a table."""
    return bg_nbd.fit(histories(name, days_per_unit))


def cdnow_spend(*, first_included: bool) -> tuple[Floats, Floats]:
    """Return purchases and mean spend of the CDNOW customers whose spend is positive."""
    columns = table(CDNOW)
    purchases = columns["repeat_purchases"] + (1 if first_included else 0)
    spend = columns["spend" if first_included else "repeat_spend"]
    kept = spend > 0
    return purchases[kept], spend[kept] / purchases[kept]


def bgnbd(values: Iterable[float]) -> BGNBD:
    """Return a model from r, alpha, a, b in this order."""
    r, alpha, a, b = values
    return BGNBD(r=r, alpha=alpha, a=a, b=b)


def gammagamma(values: Iterable[float]) -> GammaGamma:
    """Return a model from p, q, gamma in this order."""
    p, q, gamma = values
    return GammaGamma(p=p, q=q, gamma=gamma)


def named(inputs: Inputs) -> BGNBD:
    """Return a model from inputs that name its parameters."""
    return bgnbd(inputs[name] for name in bg_nbd.PARAMETERS)


def parameters(fitted: Fit[BGNBD]) -> list[float]:
    """Return r, alpha, a, b."""
    return [getattr(fitted.model, name) for name in bg_nbd.PARAMETERS]


def standard_errors(_: Inputs) -> Floats:
    """Return the standard errors of r, alpha, a, b on CDNOW."""
    found = bg_nbd_fit(CDNOW).standard_errors
    assert found is not None
    return found


def spend_parameters(fitted: Fit[GammaGamma]) -> list[float]:
    """Return p, q, gamma."""
    return [getattr(fitted.model, name) for name in gamma_gamma.PARAMETERS]


def cdnow_forecast(t: float) -> tuple[Histories, Floats]:
    """Return the CDNOW customers and their expected purchases in the next `t` weeks."""
    h = histories(CDNOW)
    return h, bg_nbd_fit(CDNOW).model.forecast(h, t).expected_purchases(t)


def holdout_bins(inputs: Inputs) -> list[float]:
    """Return mean expected purchases by calibration frequency 0, 1, ..., 6, 7+."""
    h, expected = cdnow_forecast(inputs["t"])
    groups = np.minimum(h.x, 7)
    return [float(expected[groups == x].mean()) for x in range(8)]


def holdout_total_or2(inputs: Inputs) -> list[float]:
    """Return expected purchase days of all calibration customers."""
    name = "online_retail_2_to_2011-06-09"
    h = histories(name)
    forecast = bg_nbd_fit(name).model.forecast(h, inputs["t_weeks"])
    return [float(h.count @ forecast.expected_purchases(inputs["t_weeks"]))]


def dert(inputs: Inputs) -> Floats:
    """Return discounted expected residual purchases, endless horizon, 52-week year."""
    x, t_x, T = np.array(inputs["customers_x_tx_T"], dtype=np.float64).T
    delta = float(np.log1p(inputs["annual_rate"])) / 52
    return bgnbd(inputs["params"]).discounted_purchases(np.inf, delta, x, t_x, T)


def interval_zero(inputs: Inputs) -> Floats:
    """Return P(no purchase) in an interval that starts later than the customer."""
    start, end = inputs["interval"]
    return bgnbd(inputs["params"]).interval_pmf(np.array([0]), start, end - start)


def boundary(_: Inputs) -> list[float]:
    """Return log-likelihood and mean dropout probability of a log without identifiable dropout."""
    fitted = bg_nbd_fit("online_retail_1")
    return [fitted.log_likelihood, fitted.model.a / (fitted.model.a + fitted.model.b)]


def discounted_value(purchases: BGNBD, inputs: Inputs, *, ends: Iterable[float], rate: float) -> float:
    """Return spend times purchases, what each period adds discounted from its end."""
    cumulative = np.stack([purchases.expected_purchases(t, *customer(inputs)) for t in ends])
    spend = gammagamma(inputs["gg"]).expected_spend(inputs["x"], inputs["m"])
    return float(spend * discounted_increments(cumulative, rate)[0])


def value_52_weeks(inputs: Inputs) -> list[float]:
    """Return a year's value, discounted at the ends of weeks."""
    weeks = range(1, inputs["horizon_weeks"] + 1)
    rate = rate_per_period(inputs["annual_rate"], 52)
    return [discounted_value(bgnbd(inputs["bgnbd"]), inputs, ends=weeks, rate=rate)]


def value_12_months(inputs: Inputs) -> list[float]:
    """Return a year's value with a month of 30 units (weeks taken for days), and of 4.345 weeks."""
    model, months = bgnbd(inputs["bgnbd_fit"]), range(1, inputs["time_months"] + 1)
    return [
        discounted_value(model, inputs, ends=[length * i for i in months], rate=inputs["monthly_rate"])
        for length in (30.0, 4.345)
    ]


def cdnow_correlation(_: Inputs) -> list[float | None]:
    """Return Pearson's correlation of repeat purchases and their mean spend, repeat buyers of CDNOW."""
    columns = table(CDNOW)
    repeat = columns["repeat_purchases"] > 0
    n = columns["repeat_purchases"][repeat]
    return [independence(n, columns["repeat_spend"][repeat] / n).pearson]


def or2_correlations(_: Inputs) -> list[float | None]:
    """Return Pearson's and Spearman's correlations of the repeat buyers of Online Retail II."""
    found = independence(*or2_spend())
    return [found.pearson, found.spearman]


def or2_spend() -> tuple[Floats, Floats]:
    """Return purchases and mean spend of the repeat buyers of Online Retail II."""
    columns = table("online_retail_2_spend")
    return columns["purchases"], columns["mean_spend"]


def spend_fit(purchases: Floats, mean: Floats) -> list[float]:
    """Return p, q, gamma and the log-likelihood."""
    fitted = gamma_gamma.fit(purchases, mean)
    return [*spend_parameters(fitted), fitted.log_likelihood]


def p_alive(inputs: Inputs) -> Floats:
    """Return P(alive) of the customers of the inputs."""
    return bgnbd(inputs["params"]).p_alive(*customer(inputs))


def expected(model: BGNBD, inputs: Inputs) -> Floats:
    """Return expected purchases of the customer of the inputs."""
    return model.expected_purchases(inputs["t"], *customer(inputs))


def sbg_fit(survivors: Iterable[float]) -> list[float]:
    """Return alpha, beta and the log-likelihood."""
    fitted = sbg.fit(sbg.decisions_of_cohorts(list(survivors)))
    return [fitted.model.alpha, fitted.model.beta, fitted.log_likelihood]


def sbg_projected(inputs: Inputs) -> list[float]:
    """Return a fit to seven years of survival, and the survival of the next five."""
    fitted = sbg_fit(inputs["cohort"] * np.array([1.0, *inputs["survival"]]))
    return [*fitted, *SBG(alpha=fitted[0], beta=fitted[1]).survival(np.arange(8, 13))]


def bgbb_of(values: Iterable[float]) -> BGBB:
    """Return a model from alpha, beta, gamma, delta in this order."""
    return BGBB(**dict(zip(bgbb.PARAMETERS, values, strict=True)))


def donors() -> Histories:
    """Return the donors of Fader, Hardie and Shang, 1996 to 2001."""
    columns = table("donations")
    return histories_of(*(columns[name] for name in ("purchases", "last", "opportunities", "customers")))


def donor_cells(inputs: Inputs) -> tuple[Floats, Floats, Floats]:
    """Return x, t_x and n of the cells of the inputs."""
    x, t_x = np.array(inputs["x_tx"], dtype=np.float64).T
    return x, t_x, np.full_like(x, inputs["n"])


def donor_parameters(_: Inputs) -> list[float]:
    """Return alpha, beta, gamma, delta fitted to the donors."""
    fitted = bgbb.fit(donors()).model
    return [getattr(fitted, name) for name in bgbb.PARAMETERS]


def donor_holdout(inputs: Inputs) -> list[float]:
    """Return donations expected of all donors in the years ahead."""
    h = donors()
    return [float(h.count @ bgbb_of(inputs["params"]).expected_purchases(inputs["n_star"], h.x, h.t_x, h.T))]


def donor_alive(inputs: Inputs) -> list[float]:
    """Return P(alive at n + 1), as the paper tabulates, and P(alive at n)."""
    x, t_x, n = (np.array([float(inputs[name])]) for name in ("x", "t_x", "n"))
    model = bgbb_of(inputs["params"])
    return [model.p_alive(x, t_x, n, ahead=1)[0], model.p_alive(x, t_x, n)[0]]


def multiples(inputs: Inputs) -> Floats:
    """Return margin multiples by retention, then rate."""
    retention, rate = np.meshgrid(inputs["retention"], inputs["i"], indexing="ij")
    return margin_multiple(retention.ravel(), rate.ravel())


BY_ID: dict[str, Callable[[Inputs], Iterable[Any]]] = {
    "bgnbd-holdout-bins": holdout_bins,
    "bgnbd-holdout-total": lambda i: [cdnow_forecast(i["t"])[1].sum()],
    "bgnbd-or2-backtest": holdout_total_or2,
    "bgnbd-78w-fit": lambda _: [
        *parameters(bg_nbd_fit("cdnow_to_1998-06-30")),
        bg_nbd_fit("cdnow_to_1998-06-30").log_likelihood,
    ],
    "bgnbd-example-fit": lambda _: parameters(bg_nbd_fit("lifetimes_example", days_per_unit=1.0)),
    "bgnbd-fit-cdnow": lambda _: parameters(bg_nbd_fit(CDNOW)),
    "bgnbd-ll-cdnow": lambda _: [bg_nbd_fit(CDNOW).log_likelihood],
    "bgnbd-se": standard_errors,
    "bgnbd-cet-10-35-39": lambda i: expected(bgnbd(i["params"]), i),
    "bgnbd-cet-hardie": lambda i: expected(bgnbd(i["params"]), i),
    "bgnbd-cdnow-customer": lambda i: [*expected(bgnbd(i["params"]), i), *p_alive(i)],
    "bgnbd-dert": dert,
    "bgnbd-exp-52": lambda i: [bgnbd(i["params"]).new_customer_expectation(i["t"])],
    "bgnbd-ll-single": lambda i: named(i).log_likelihood(*customer(i)),
    "bgnbd-palive-grid": p_alive,
    "bgnbd-a-equals-1": lambda i: expected(named(i), i),
    "bgnbd-interval-pmf-zero": interval_zero,
    "bgnbd-ll-x200": lambda i: named(i).log_likelihood(*customer(i)),
    "bgnbd-or1-boundary": boundary,
    "bgnbd-palive-1000": p_alive,
    "bgnbd-weekgrain-trap": lambda _: parameters(bg_nbd_fit("cdnow_by_week_to_1997-09-30")),
    "clv-bg-gg-52w-10pct": value_52_weeks,
    "clv-lifetimes-freq-trap": value_12_months,
    "data-cdnow-independence": cdnow_correlation,
    "independence-or2": or2_correlations,
    "gg-fit-cdnow": lambda _: spend_fit(*cdnow_spend(first_included=False))[:3],
    "gg-include-first": lambda _: spend_fit(*cdnow_spend(first_included=True)),
    "gg-ll-cdnow": lambda _: spend_fit(*cdnow_spend(first_included=False))[3:],
    "gg-or2": lambda _: spend_fit(*or2_spend()),
    "gg-popmean": lambda i: [gammagamma(i["params"]).mean],
    "sbg-regular": lambda i: sbg_fit(i["survivors"]),
    "sbg-regular-4": lambda i: sbg_fit(i["survivors"]),
    "sbg-highend": sbg_projected,
    "sbg-retention-rises": lambda i: SBG(alpha=i["alpha"], beta=i["beta"]).retention(np.arange(1, 8)),
    "sbg-derl": lambda i: SBG(alpha=i["alpha"], beta=i["beta"]).residual_lifetime(np.array(i["n"]), i["d"]),
    "bgbb-fit": donor_parameters,
    "bgbb-ll-cells": lambda i: bgbb_of(i["params"]).log_likelihood(*donor_cells(i)),
    "bgbb-pmf": lambda i: bgbb_of(i["params"]).pmf(np.array(i["x"]), i["n"]),
    "bgbb-palive-convention": donor_alive,
    "bgbb-holdout-total": donor_holdout,
    "gupta-lehmann-multiples": multiples,
    "bgbb-dert": lambda i: bgbb_of(i["params"]).discounted_purchases(np.inf, i["d"], *donor_cells(i)),
}


COMPUTED = BY_ID | oracle_family.BY_ID


def got(oracle: Oracle) -> list[float]:
    """Return what this package makes of the inputs of an oracle."""
    return [float(value) for value in COMPUTED[oracle.id](oracle.inputs)]


def main() -> None:
    """Print the table."""
    print(f"{'id':<26} {'expected':>18} {'got':>18} {'off':>9} {'allowed':>9}")  # noqa: T201  its purpose
    for oracle in oracles():
        for want, have, allowed in zip(oracle.expected, got(oracle), oracle.allowed(), strict=True):
            row = f"{oracle.id:<26} {want:>18.10g} {have:>18.10g} {abs(have - want):>9.1e} {allowed:>9.1e}"
            print(row)  # noqa: T201  its purpose


if __name__ == "__main__":
    main()
