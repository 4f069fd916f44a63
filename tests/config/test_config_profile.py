"""What `ingest --save-profile` writes: settings that the next run takes, and nothing else changed."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.cli.profile import Profile, merged

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
PROFILES = st.fixed_dictionaries(
    {},
    optional={
        "source-format": TEXTS,
        "decimal": st.sampled_from([",", "."]),
        "no-merge": st.booleans(),
        "map": st.dictionaries(TEXTS, TEXTS, min_size=1, max_size=3),
        "status": st.dictionaries(TEXTS, TEXTS, min_size=1, max_size=3),
    },
)
BEFORE = [
    "",
    "# ours\nhorizon = '24m'  # two years\n",
    "decimal = '.'\nhorizon = '24m'\n\n[compute]\ndecimal = '.'\nmodel = 'bg-nbd'\n",
    "map = [\n  'amount=Paid',\n  # [note]\n  'order_id=No',\n]\nmargin = '45%'\n",
    "map = { amount = 'Paid' }\nstatus.sent = 'paid'\n\n[segment]\nscheme = [\n 'tiers',\n]\n",
    "margin = '45%'\n[map]\namount = 'Paid'\n\n[report]\nraw = true\n\n[status]\nsent = 'paid'\n",
]


def expected(before: str, profile: Profile) -> dict[str, Any]:
    return tomllib.loads(before) | profile


@pytest.mark.parametrize("before", BEFORE)
@settings(derandomize=True, max_examples=20)
@given(profile=PROFILES)
def test_the_file_says_what_it_said_and_the_profile(before: str, profile: Profile) -> None:
    after = merged(before, profile)
    assert tomllib.loads(after) == expected(before, profile)
    assert merged(after, profile) == after


def test_remarks_and_the_order_of_what_stands_there_stay() -> None:
    after = merged(BEFORE[1], {"decimal": ","})
    assert after == "# ours\nhorizon = '24m'  # two years\ndecimal = \",\"\n"
