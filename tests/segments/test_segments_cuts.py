"""Saved cut points: they say what they are of, sort as the run that drew them, and move only those who changed."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.config import SchemeName  # noqa: TC001  (pytest resolves the annotations)
from clvcli.errors import CutsFileError, CutsFileMismatchError
from clvcli.segments.cuts_file import cuts_from, saved_cuts, text_of
from clvcli.segments.schemes import Segmented, Sorting, schemes_of, segment
from clvcli.segments.tier_spec import tiers_of
from clvcli.valuation.schema import VALUES_SCHEMA

PROPERTY = settings(derandomize=True, max_examples=40, deadline=None)

BY_CUTS: tuple[SchemeName, ...] = ("tiers", "rfm", "grid")
"""Schemes whose lines are learnt from values alone."""

SPECS = ("platinum=5,gold=15,silver=30,bronze=50", "abc", "top=2", "gold>=20,rest")

MEANING = {"as_of": date(2024, 1, 31), "basis": "net revenue, ex tax", "horizon": "36m", "discount_rate": 0.1}


def values_of(rows: list[dict[str, Any]]) -> pl.DataFrame:
    full = [
        dict.fromkeys(VALUES_SCHEMA) | MEANING | {"customer_id": f"C{n:02}"} | row for n, row in enumerate(rows)
    ]
    return pl.DataFrame(full, schema=VALUES_SCHEMA, orient="row")


CUSTOMER = st.fixed_dictionaries(
    {
        "value_to_date": st.integers(-50, 50).map(float),
        "value_total": st.none() | st.integers(-50, 50).map(float),
        "clv_residual": st.none() | st.integers(0, 50).map(float),
        "days_since_last": st.none() | st.integers(0, 20),
        "orders_24m": st.integers(0, 4),
        "net_revenue_24m": st.integers(-5, 20).map(float),
        "currency": st.sampled_from(["DKK", None]),
    }
)
CUSTOMERS = st.lists(CUSTOMER, min_size=1, max_size=25)


def kept(found: Segmented) -> Segmented:
    """Return the same, its cut points written to a file and read back."""
    saved = cuts_from(text_of(saved_cuts(found, name="cuts.json", clvcli="0.1.0")), "cuts.json")
    lines = saved.lines_for(found.frame, found.schemes)
    return segment(found.frame.select(VALUES_SCHEMA.names()), BY_CUTS, cuts=lines)


@PROPERTY
@given(rows=CUSTOMERS)
def test_cut_points_that_were_saved_sort_as_the_run_that_drew_them(rows: list[dict[str, Any]]) -> None:
    found = segment(values_of(rows), BY_CUTS)
    assert kept(found).frame.equals(found.frame)


@PROPERTY
@given(rows=CUSTOMERS, later=CUSTOMERS, spec=st.sampled_from(SPECS))
def test_frozen_cuts_keep_unchanged_customers_in_place_whatever_others_do(
    rows: list[dict[str, Any]], later: list[dict[str, Any]], spec: str
) -> None:
    sorting = Sorting(tiers=tiers_of(spec))
    before = segment(values_of(rows), BY_CUTS, sorting=sorting)
    after = segment(values_of([rows[0], *later]), BY_CUTS, sorting=sorting, cuts=before.cuts)
    assert after.frame.row(0) == before.frame.row(0)


@PROPERTY
@given(rows=CUSTOMERS, of=st.lists(st.integers(0, 24), min_size=1, max_size=5))
def test_frozen_cuts_sort_a_customer_alone_as_in_the_crowd(rows: list[dict[str, Any]], of: list[int]) -> None:
    found = segment(values_of(rows), BY_CUTS)
    chosen = [place % len(rows) for place in of]
    alone = segment(values_of(rows)[chosen], BY_CUTS, cuts=found.cuts)
    assert alone.frame.equals(found.frame[chosen])


# --- the file ---------------------------------------------------------------------------------

SHOP = [{"value_total": float(n), "value_to_date": float(n), "currency": "DKK"} for n in range(20)]


def document(**changed: object) -> str:
    found = segment(values_of(SHOP), ["tiers"])
    return json.dumps(json.loads(text_of(saved_cuts(found, name="cuts.json", clvcli="0.1.0"))) | changed)


def test_the_file_says_what_the_lines_are_of_and_names_no_customer() -> None:
    found = segment(values_of(SHOP), ["tiers"])
    text = text_of(saved_cuts(found, name="cuts.json", clvcli="0.1.0"))
    assert json.loads(text) == {
        "format": "clvcli cuts",
        "version": 1,
        "clvcli": "0.1.0",
        "as_of": "2024-01-31",
        "horizon": "36m",
        "discount_rate": 0.1,
        "money": [{"currency": "DKK", "basis": "net revenue, ex tax"}],
        "schemes": [
            {
                "scheme": "tiers",
                "settings": {"tiers": "platinum=5,gold=15,silver=30,bronze=50", "tier-by": "value_total"},
                "cuts": [
                    {"currency": "DKK", "name": "platinum", "measure": "value_total", "at": 19.0},
                    {"currency": "DKK", "name": "gold", "measure": "value_total", "at": 16.0},
                    {"currency": "DKK", "name": "silver", "measure": "value_total", "at": 10.0},
                ],
            }
        ],
    }


def line(**changed: object) -> dict[str, object]:
    return {"currency": "DKK", "name": "gold", "measure": "value_total", "at": 1.0} | changed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("gold: 5000", "cuts.json is not JSON, or not whole"),
        (document()[:-9], "cuts.json is not JSON, or not whole"),
        (document(discount_rate=float("nan")), "cuts.json is not JSON, or not whole"),
        ("[" * 100_000, "cuts.json is not JSON, or not whole"),
        ("[]", "cuts.json is JSON, but not cut points that clvcli saved"),
        (document(format="clvcli model"), "cuts.json is JSON, but not cut points that clvcli saved"),
        (document(version=2), "cuts.json was saved in version 2 of the format; this clvcli reads up to 1"),
        (document(as_of="yesterday"), "cuts.json: `as_of` is not a day such as 2024-06-30"),
        (document(money=[{}]), "cuts.json lacks `money[0].currency`"),
        (document(schemes={}), "cuts.json: `schemes` is not a list"),
        (document(schemes=[{"scheme": "tiers", "cuts": []}]), "cuts.json lacks `schemes[0].settings`"),
        (
            document(schemes=[{"scheme": "tiers", "settings": {}, "cuts": [line(at="5000")]}]),
            "cuts.json: `schemes[0].cuts[0].at` is not a number",
        ),
        (
            document(schemes=[{"scheme": "tiers", "settings": {}, "cuts": [line(at=1), line(at=2)]}]),
            "cuts.json: `schemes[0].cuts` is not one line for each currency, name and measure",
        ),
        (
            document().replace("19.0", "1e999"),
            "cuts.json: `schemes[0].cuts[0].at` is not a number",
        ),
    ],
)
def test_a_file_that_is_not_whole_says_where(text: str, said: str) -> None:
    with pytest.raises(CutsFileError) as caught:
        cuts_from(text, "cuts.json")
    assert caught.value.message == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"currency": "SEK"}, "cuts.json has cut points of DKK; these values are in SEK"),
        ({"currency": None}, "cuts.json has cut points of DKK; these values are without a currency"),
        (
            {"basis": "contribution, ex tax"},
            "cuts.json was saved for the basis net revenue, ex tax; that of these values is contribution, ex tax",
        ),
        ({"horizon": "12m"}, "cuts.json was saved with --horizon 36m, not 12m"),
        ({"discount_rate": 0.05}, "cuts.json was saved with --discount-rate 10%, not 5%"),
    ],
)
def test_values_that_mean_something_else_are_refused(values: dict[str, object], said: str) -> None:
    saved = cuts_from(document(), "cuts.json")
    with pytest.raises(CutsFileMismatchError) as caught:
        saved.lines_for(values_of([*SHOP, {"currency": "DKK"} | values]), schemes_of(["tiers"], Sorting()))
    assert caught.value.message == said


def test_another_way_of_making_tiers_is_refused_with_what_to_type() -> None:
    saved = cuts_from(document(), "cuts.json")
    with pytest.raises(CutsFileMismatchError) as caught:
        saved.lines_for(values_of(SHOP), schemes_of(["tiers"], Sorting(tier_by="orders")))
    assert caught.value.message == "cuts.json was saved with --tier-by value_total, not orders"
    assert caught.value.hint == "--tier-by 'value_total'"


def cut(at: dict[str, float | None], spec: str = "gold=20,silver=30,rest=50", **others: object) -> str:
    lines = [line(name=name, at=value) for name, value in at.items()]
    settings = {"tiers": spec, "tier-by": "value_total"}
    return document(schemes=[{"scheme": "tiers", "settings": settings, "cuts": lines} | others])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (cut({}), "cuts.json lacks `tiers.DKK.gold.value_total`"),
        (cut({"gold": 2}), "cuts.json lacks `tiers.DKK.silver.value_total`"),
        (
            cut({"gold": 2, "silver": 1, "vip": 3}),
            "cuts.json: `tiers.DKK.vip.value_total` is not a line of the scheme",
        ),
        (
            cut({"gold": 1, "silver": 2}),
            "cuts.json: `tiers.DKK.silver.value_total` is not below the line before it",
        ),
        (
            cut({"gold": 2, "silver": None}, "gold>=2,silver>=1,rest"),
            "cuts.json: `tiers.DKK.silver.value_total` is not a number",
        ),
        (cut({}, cuts=[line(measure="foo")]), "cuts.json lacks `tiers.DKK.gold.value_total`"),
        (cut({}, "golden"), "cuts.json: `schemes[0].settings.tiers` is not what --tiers takes"),
        (cut({}, settings={}), "cuts.json lacks `schemes[0].settings.tiers`"),
        (
            cut({}, scheme="teirs"),
            "cuts.json: `schemes[0].scheme` is not one of tiers, rfm, grid, life-cycle, groups, each once",
        ),
        (document(schemes=[]), "cuts.json: `schemes` is not a list of one scheme or more"),
        (
            cut({"gold": 2, "silver": 1}, cuts=[line(), line(name="silver", at=0), line(currency="SEK")]),
            "cuts.json: `tiers.SEK` is not of a currency under `money`",
        ),
    ],
)
def test_lines_that_the_scheme_does_not_draw_are_refused(text: str, said: str) -> None:
    with pytest.raises(CutsFileError) as caught:
        cuts_from(text, "cuts.json")
    assert caught.value.message == said


def test_a_line_that_nobody_reached_may_lack_its_number() -> None:
    saved = cuts_from(cut({"gold": None, "silver": 1}), "cuts.json")
    assert saved.schemes["tiers"].cuts["at"].to_list() == [None, 1.0]


def test_every_line_of_every_scheme_is_needed() -> None:
    found = segment(values_of(SHOP), [*BY_CUTS, "groups"])
    whole = json.loads(text_of(saved_cuts(found, name="cuts.json", clvcli="0.1.0")))
    cuts_from(json.dumps(whole), "cuts.json")
    for scheme in whole["schemes"]:
        for place in range(len(scheme["cuts"])):
            less = scheme | {"cuts": scheme["cuts"][:place] + scheme["cuts"][place + 1 :]}
            with pytest.raises(CutsFileError, match=f"lacks `{scheme['scheme']}.DKK"):
                cuts_from(json.dumps(whole | {"schemes": [less]}), "cuts.json")


def test_schemes_without_saved_cut_points_are_left_to_be_learnt() -> None:
    saved = cuts_from(document(), "cuts.json")
    assert set(saved.lines_for(values_of(SHOP), schemes_of(["tiers", "grid"], Sorting()))) == {"tiers"}
