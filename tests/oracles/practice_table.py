"""The worked examples of practice, and how each is computed.

`python -m tests.oracles.practice_table` prints id, expected, got and tolerance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.oracles import practice_audit, practice_people, practice_shop, practice_values
from tests.oracles.practice_inputs import Example, Inputs, examples, leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

COMPUTED: Mapping[str, Callable[[Inputs], Any]] = (
    practice_values.BY_ID | practice_shop.BY_ID | practice_people.BY_ID | practice_audit.BY_ID
)

AS_PRINTED = 5e-7
"""Expected figures are printed with six decimals."""


def got(example: Example) -> dict[str, Any]:
    """Return what this package makes of the inputs of an example, by the way to each figure."""
    return dict(leaves(COMPUTED[example.id](example.inputs)))


def allowed(example: Example, expected: Any) -> float | None:
    """Return how far a figure may be from the expected one; None for what is no number and must be equal."""
    if isinstance(expected, bool) or not isinstance(expected, int | float):
        return None
    return float(example.tolerance) + AS_PRINTED


def agrees(example: Example, expected: Any, found: Any) -> bool:
    """Tell whether a figure is what the example says."""
    within = allowed(example, expected)
    if within is None or isinstance(found, bool) or not isinstance(found, int | float):
        return bool(expected == found)
    return bool(abs(found - expected) <= within)


def main() -> None:
    """Print the table."""
    print(f"{'id':<32} {'figure':<26} {'expected':>20} {'got':>20} {'tolerance':>9}")  # noqa: T201  its purpose
    for name, example in examples().items():
        found = got(example)
        for path, expected in leaves(example.expected):
            have = found[path]
            within = allowed(example, expected)
            row = f"{name:<32} {path[:26]:<26} {_shown(expected):>20} {_shown(have):>20}"
            print(row, f"{'equal' if within is None else format(within, '.0e'):>9}")  # noqa: T201  its purpose


def _shown(value: Any) -> str:
    text = f"{value:.9g}" if isinstance(value, float) else str(value)
    return text if len(text) <= 20 else f"{text[:17]}..."


if __name__ == "__main__":
    main()
