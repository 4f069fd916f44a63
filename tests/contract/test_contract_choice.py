"""What `-v` says of the choice of a model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli


def test_a_model_asked_for_by_name_is_compared_with_no_other(clvcli: Cli) -> None:
    ran = clvcli("compute", "log.csv", "--model", "bg-nbd", "--no-intervals", "-v")
    (tried,) = (line for line in ran.stderr.splitlines() if "tried: " in line)
    assert "bg-nbd, BIC " in tried
    assert "ratio" not in tried


def test_models_to_choose_from_are_compared_with_nbd(clvcli: Cli) -> None:
    ran = clvcli("compute", "log.csv", "--no-intervals", "-v")
    tried = [line for line in ran.stderr.splitlines() if "tried: " in line]
    assert len(tried) > 1
    assert all("likelihood ratio against NBD" in line and "inf" not in line for line in tried)


def test_the_facts_of_a_model_that_was_asked_for_name_no_ratio_against_one_that_was_not(clvcli: Cli) -> None:
    ran = clvcli("compute", "log.csv", "--model", "bg-nbd", "--no-intervals", "--stats", "-o", "clv.csv")
    assert ran.exit_code == 0
    ((row,),) = json.loads(ran.stderr.splitlines()[-1])["evidence"]
    assert (row["model"], row["ratio"]) == ("bg-nbd", None)
