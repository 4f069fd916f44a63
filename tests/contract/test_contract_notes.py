"""What is said beside a result is said once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.contract.contract_cli import HEADER

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli


def test_a_doubt_of_reading_is_not_repeated_by_the_step_that_values(clvcli: Cli) -> None:
    clvcli.write("orders.csv", HEADER + "".join(f"{n},C{n},2024-01-{n:02},100,EUR\n" for n in range(1, 29)))
    ran = clvcli("compute", "orders.csv", "--as-of", "2026-12-30")
    assert ran.exit_code == 0
    assert ran.stderr.count("[CLVN47]") == 1
