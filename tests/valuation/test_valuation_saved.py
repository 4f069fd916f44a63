"""A saved model gives what the run gave that saved it, and is refused in words where it cannot."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as promised
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from clvcli.errors import (
    ClvError,
    ModelFileError,
    ModelFileMismatchError,
    ModelNotSavedError,
    PurchasesNotModelledError,
)
from clvcli.models.family import MEMBERS
from clvcli.models.histories import compress
from clvcli.valuation.cohort_curve import CohortCurve
from clvcli.valuation.horizon import Horizon
from clvcli.valuation.purchase_days import PurchaseDays
from clvcli.valuation.saved import saved_model
from clvcli.valuation.saved_file import UNITS, saved_from, text_of
from clvcli.valuation.season import Season
from clvcli.valuation.value import value_customers
from clvcli.valuation.valued import ValueSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.customers.summary import Customers
    from clvcli.models.family import Member
    from clvcli.valuation.saved import SavedModel
    from clvcli.valuation.valued import Valuation

    MakeCustomers = Callable[..., Customers]

Rows = list[dict[str, Any]]

PURCHASES = PurchaseDays(
    customer=np.array([0]), day=np.array([0]), sales=np.ones(1), revenue=np.ones(1), customers=1, as_of=20
)

SETTINGS = ValueSettings(model="mbg-nbd")


@pytest.fixture(scope="module")
def customers(make_customers: MakeCustomers, base: Rows) -> Customers:
    return make_customers(base)


@pytest.fixture(scope="module")
def valuation(customers: Customers) -> Valuation:
    return value_customers(customers, SETTINGS)


@pytest.fixture(scope="module")
def text(customers: Customers, valuation: Valuation) -> str:
    return text_of(saved_model(valuation, customers, name="model.json", clvcli="1.2.3"))


@pytest.fixture(scope="module")
def saved(text: str) -> SavedModel:
    return saved_from(text, "model.json")


def changed(text: str, path: str, value: object) -> str:
    """Return the file with another value at a path such as `models.0.basis`; `...` takes it out."""
    document = json.loads(text)
    *way, last = (int(step) if step.isdigit() else step for step in path.split("."))
    place = document
    for step in way:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return json.dumps(document)


def test_a_file_is_read_as_it_was_written(text: str, saved: SavedModel) -> None:
    assert text_of(saved) == text
    assert text.endswith("}\n")
    assert (saved.clvcli, saved.parts[0].model) == ("1.2.3", "mbg-nbd")


def test_the_same_customers_get_the_same_numbers_to_the_last_digit(
    customers: Customers, valuation: Valuation, saved: SavedModel
) -> None:
    again = value_customers(customers, ValueSettings(), saved=saved)
    assert again.frame.equals(valuation.frame)
    assert again.base_intervals == valuation.base_intervals


def test_a_customer_is_worth_the_same_alone_as_in_a_crowd(
    make_customers: MakeCustomers, base: Rows, valuation: Valuation, saved: SavedModel
) -> None:
    for row in base[::100]:
        alone = value_customers(make_customers([row]), ValueSettings(), saved=saved).frame
        crowd = valuation.frame.filter(pl.col("customer_id") == row["customer_id"])
        # a curve over all histories has other points than one over one history, and the same value to 1e-12
        assert_frame_equal(alone, crowd, rel_tol=0, abs_tol=0.011)
        assert alone["note"][0] == crowd["note"][0]


def test_another_horizon_and_rate_need_no_other_file(customers: Customers, saved: SavedModel) -> None:
    near = replace(SETTINGS, horizon=Horizon(1, "y"), discount_rate=0.05)
    by_file = value_customers(customers, replace(near, model="auto"), saved=saved)
    fitted = value_customers(customers, near)
    assert by_file.frame.equals(fitted.frame)


def test_the_fingerprint_does_not_depend_on_the_order_of_customers(
    make_customers: MakeCustomers, base: Rows, saved: SavedModel
) -> None:
    backwards = make_customers(base[::-1])
    other = saved_model(value_customers(backwards, SETTINGS), backwards, name="model.json", clvcli="1.2.3")
    assert other.parts[0].data == saved.parts[0].data
    fewer = make_customers(base[1:])
    less = saved_model(value_customers(fewer, SETTINGS), fewer, name="model.json", clvcli="1.2.3")
    assert less.parts[0].data.histories != saved.parts[0].data.histories


@promised(derandomize=True, max_examples=40, deadline=None)
@given(st.sampled_from(MEMBERS), st.integers(2, 60), st.integers(1, 8), st.integers(20, 900), st.integers(0, 99))
def test_whatever_is_saved_can_be_read(
    saved: SavedModel, member: Member, customers: int, most: int, span: int, seed: int
) -> None:
    """Few customers, many alike: fits at every edge of their range."""
    rng = np.random.default_rng(seed)
    x, T = rng.integers(0, most + 1, customers), rng.integers(1, span + 1, customers)
    x = np.minimum(x, T)
    t_x = np.where(x > 0, x + (rng.random(customers) * (T - x)).astype(int), 0)
    try:
        fit = member.fit(compress(x, t_x, T)[0], float(x.sum()))
    except PurchasesNotModelledError:
        return
    text = text_of(replace(saved, parts=(replace(saved.parts[0], model=member.name, purchases=fit),)))
    assert text_of(saved_from(text, "model.json")) == text


def test_the_file_tells_of_no_customer(text: str, base: Rows) -> None:
    assert not any(row["customer_id"] in text for row in base)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("format", "pickle", "not a model that clvcli saved"),
        ("version", 99, "version 99 of the format; this clvcli reads up to 2"),
        ("models.0.spend.average", ..., "lacks `models[0].spend.average`"),
        ("models.0.purchases.parameters.alpha", "8", "`models[0].purchases.parameters.alpha` is not a number"),
        ("models.0.purchases.parameters.alpha", -8.0, "not parameters that are positive and finite"),
        ("models.0.purchases.model", "abe", "`models[0].purchases.model` is not one of nbd, bg-nbd"),
        ("models.0.purchases.fit.covariance", [[1.0]], "is not a covariance of 4 parameters"),
        ("models.0.purchases.fit.status", "lucky", "`models[0].purchases.fit.status` is not one of converged"),
        ("models.0.spend.gamma_gamma.parameters.q", 0.9, "is not above 1"),
        ("models.0.season", {"purchases": [1.0], "spend": [1.0], "level": 1.0}, "is not a list of 12 numbers"),
        ("models.0.data.first_order", "spring", "is not a day such as 2024-06-30"),
        ("models", {}, "`models` is not a list"),
        ("as_of", None, "`as_of` is not a text"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_words(text: str, path: str, value: object, said: str) -> None:
    with pytest.raises(ModelFileError) as error:
        saved_from(changed(text, path, value), "model.json")
    assert said in error.value.message
    assert error.value.message.startswith("model.json")


@pytest.mark.parametrize("broken", ["", "{", "[1, 2", "customer_id,order_date"])
def test_what_is_not_json_is_said_to_be_none(broken: str) -> None:
    with pytest.raises(ModelFileError, match="is not JSON, or not whole"):
        saved_from(broken, "model.json")


@pytest.mark.parametrize("foreign", ["[]", "3", '{"r": 0.2, "alpha": 4.4}'])
def test_the_json_of_another_program_is_refused(foreign: str) -> None:
    with pytest.raises(ModelFileError, match="not a model that clvcli saved"):
        saved_from(foreign, "model.json")


@pytest.mark.parametrize("what", UNITS)
def test_other_units_are_refused(text: str, what: str) -> None:
    with pytest.raises(ModelFileMismatchError, match=f"has its {what} in months, not in"):
        saved_from(changed(text, f"units.{what}", "months"), "model.json")


def test_orders_in_other_money_are_refused(
    make_customers: MakeCustomers, base: Rows, customers: Customers, saved: SavedModel
) -> None:
    euros = make_customers([row | {"currency": "EUR"} for row in base])
    refused: list[tuple[Customers, ValueSettings, str]] = [
        (euros, ValueSettings(), "a model of amounts without a currency; these orders are in EUR"),
        (customers, ValueSettings(margin=0.4), "saved for net revenue, tax unknown; the value of these orders is"),
    ]
    for people, settings, said in refused:
        with pytest.raises(ModelFileMismatchError) as error:
            value_customers(people, settings, saved=saved)
        assert said in error.value.message


def test_where_nothing_predicts_there_is_nothing_to_save(make_customers: MakeCustomers, base: Rows) -> None:
    few = make_customers(base[:3])
    with pytest.raises(ModelNotSavedError, match="no model to save"):
        saved_model(value_customers(few, ValueSettings()), few, name="model.json", clvcli="1.2.3")


def test_no_model_asked_for_and_a_followed_cohort_are_not_saved(customers: Customers) -> None:
    none = value_customers(customers, ValueSettings(model="none"))
    with pytest.raises(ModelNotSavedError, match="none was asked for") as caught:
        saved_model(none, customers, name="model.json", clvcli="1.2.3")
    assert caught.value.hint == "leave out --model none"
    (fact,) = none.facts
    followed = CohortCurve(days=PURCHASES, longest=10)
    plan = replace(fact.prediction.plan, curve=followed, gate=replace(fact.prediction.gate, reason="3 days"))
    curved = replace(none, facts=(replace(fact, prediction=replace(fact.prediction, plan=plan)),))
    with pytest.raises(ModelNotSavedError, match="in the orders themselves: 3 days"):
        saved_model(curved, customers, name="model.json", clvcli="1.2.3")


def test_a_season_is_kept_and_gives_the_same_again(customers: Customers, saved: SavedModel) -> None:
    months = np.linspace(0.7, 1.3, 12)
    season = Season(purchases=months, spend=months[::-1].copy(), level=1.07)
    seasonal = replace(saved, parts=(replace(saved.parts[0], season=season),))
    read = saved_from(text_of(seasonal), "model.json")
    assert text_of(read) == text_of(seasonal)
    frames = [value_customers(customers, ValueSettings(), saved=each).frame for each in (seasonal, read)]
    assert frames[0].equals(frames[1])
    assert frames[0]["method"][0] == "mbg-nbd+season"
    known = frames[0].filter(pl.col("clv_residual").is_not_null())
    assert known.select((pl.col("clv_low") <= pl.col("clv_residual")).all()).item()
    assert known.select((pl.col("clv_residual") <= pl.col("clv_high")).all()).item()


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, None), (91, None), (92, "92 days later"), (-1, "1 day earlier, having seen what came after")],
)
def test_a_model_of_another_time_is_said_to_be_one(
    customers: Customers, saved: SavedModel, days: int, said: str | None
) -> None:
    other = replace(saved, as_of=saved.as_of - timedelta(days=days))
    found = [note.text for note in value_customers(customers, ValueSettings(), saved=other).notes]
    apart = [text for text in found if "is asked about customers" in text]
    assert (said in apart[0]) if said else not apart


def test_models_of_groups_are_not_saved(customers: Customers) -> None:
    grouped = value_customers(customers, ValueSettings(by=("cohort-year",)))
    with pytest.raises(ClvError, match="models of groups are not saved"):
        saved_model(grouped, customers, name="model.json", clvcli="1.2.3")
