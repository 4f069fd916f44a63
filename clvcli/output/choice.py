"""What predicts, and why: the models that were tried and the steps of the choice, in lines for `-v`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clvcli.valuation.valued import Facts


def choice_told(facts: Sequence[Facts]) -> Iterator[str]:
    """Yield a line for each model that was tried, for what predicts, and for each step that led there."""
    for fact in facts:
        whose = [name for name in (fact.currency if len(facts) > 1 else None, fact.group) if name]
        of = f" of {', '.join(whose)}" if whose else ""
        plan = fact.prediction.plan
        for row in plan.evidence.iter_rows(named=True):
            yield f"tried{of}: {_result(row)}"
        yield f"forecast{of}: {fact.method}"
        for reason in plan.reasons:
            yield f"because{of}: {reason}"


def _result(row: dict[str, Any]) -> str:
    """Return what is known of a model: its row of `candidates.EVIDENCE`."""
    told = [f"{row['model']}, BIC {row['bic']:,.1f}"]
    if row["ratio"] is not None:
        told[0] += f", likelihood ratio against NBD {row['ratio']:,.1f}"
    if row["deviance"] is not None:
        told.append(f"deviance {row['deviance']:.3f} and Gini {row['gini']:.3f} on trials")
    if not row["converged"]:
        told.append("the search did not settle")
    if row["at_boundary"]:
        told.append(row["at_boundary"])
    return "; ".join(told)
