"""What is said of the future: who predicts it, how far ahead, and what speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.notes.base import Note

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date


def no_forecast(reason: str, *, currency: str | None) -> Note:
    """Of customers whose future is not predicted, and why."""
    where = f" of customers in {currency}" if currency else ""
    text = f"no forecast{where}: {reason}; historic columns only"
    return Note(code="CLVN42", text=text, changes_money=True)


def by_cohort_curve(reason: str, *, days: int, currency: str | None) -> Note:
    """Of customers who are expected to do what earlier ones of their age and order number did.

    No model could be identified, and the orders are followed no further than half the time they span: what
    lies beyond is left open, and `clv_residual` looks as far as the column `horizon` says.
    """
    where = f" of customers in {currency}" if currency else ""
    text = f"no model{where}: {reason}; they are expected to do what earlier customers did, {days} days ahead"
    return Note(code="CLVN49", text=text, changes_money=True)


def taken_to_stay(reason: str, *, days: int, currency: str | None) -> Note:
    """Of customers who are taken to stay and to buy as they did, because the orders show nobody leave.

    That was nearer to the end of these orders than what earlier customers went on to do.  It holds for a while
    and not for ever: the forecast looks no further than half the time the orders span.
    """
    where = f" of customers in {currency}" if currency else ""
    text = f"no model of leaving{where}: {reason}; they are expected to stay and buy as before, {days} days ahead"
    return Note(code="CLVN57", text=text, changes_money=True)


NAMED_GROUPS = 4
"""Groups that a line has room for."""


def fitted_apart(groups: Sequence[str]) -> Note:
    """Of `--by`: the groups that have a model of their own; the column `note` says whose model values a customer.

    A group is fitted apart where it passes by itself what a forecast asks of all customers: repeat buyers,
    and days of orders.
    """
    named = list(dict.fromkeys(groups))
    if len(named) == 1:
        return Note(code="CLVN61", text=f"no group is large enough to be fitted alone: one model, of {named[0]}")
    more = f" and {len(named) - NAMED_GROUPS} more" if len(named) > NAMED_GROUPS else ""
    return Note(code="CLVN61", text=f"models of {', '.join(named[:NAMED_GROUPS])}{more}")


def ranked_by_past(column: str) -> Note:
    """Of tiers that rest on the past alone because there is no forecast."""
    return Note(code="CLVN46", text=f"tiers rank customers by {column}: there is no forecast to add")


FAR = 3
"""Times the span of the orders: of a forecast that looks further, more than two thirds lie beyond anything seen."""

LITTLE = 31
"""Days by which a forecast may look beyond the orders unsaid: 36 months are 1,096 days, and three years 1,095."""


def further_than_seen(ends: Mapping[str, int], *, span: int) -> Note:
    """Of a forecast, or columns of it, that look further ahead than the orders reach back.

    Nobody has been seen for so long: how many of today's customers are left at its end rests on the form of the
    model.  Nearer columns rest on it less; `--horizon` chooses a nearer end.  `ends` are columns of value and the
    days they look ahead, `clv_residual` among them; one at least looks more than LITTLE further than `span`.
    """
    beyond = {name: days for name, days in ends.items() if days > span + LITTLE}
    furthest, horizon = max(beyond.values()), beyond.get("clv_residual", 0)
    columns = [name for name in beyond if name != "clv_residual"] if horizon < furthest else []
    named = ["the forecast"] * bool(horizon) + columns
    looks = f"{' and '.join(named)} {'looks' if len(named) == 1 else 'look up to'}"
    nearer = [name for name in ends if name not in {*beyond, "clv_residual"}]
    text = f"{looks} {furthest:,} days ahead, from {span:,} days of orders: nobody has been seen for so long"
    hint = ", or ".join([f"--horizon {span}d"] * bool(horizon) + nearer[-1:])
    return Note(code="CLVN55", text=text, changes_money=furthest > FAR * span, hint=hint or None)


def rule_was_nearer(of: Sequence[str]) -> Note:
    """Of a forecast that a naive rule would have beaten on the last quarters of these orders.

    On the total: that every quarter is like the one before.  On who is worth most: that whoever brought most
    so far goes on to.  The forecast stands, because a rule says nothing about three years; `clvcli backtest`
    shows both, and whoever needs only the next quarter may do better with the rule.
    """
    text = f"the last quarters would have been predicted better by a naive rule: {'; '.join(of)}"
    return Note(code="CLVN48", text=text, changes_money=True, hint="clvcli backtest")


def not_judged(reason: str, *, currency: str | None) -> Note:
    """Of customers of one currency whose forecast a backtest cannot hold against anything, and why."""
    return Note(code="CLVN51", text=f"no backtest of amounts in {currency or 'no currency'}: {reason}")


def saved_without(corrections: Sequence[str]) -> Note:
    """Of a model that was saved without a correction that holds for the customers of its own orders alone.

    Values by the file differ from those of the run that saved it, and may rank customers a little less well.
    """
    return Note(code="CLVN52", text=f"the model is saved without {', '.join(corrections)}")


def model_of_another_time(day: date, *, days: int) -> Note:
    """Of a saved model that is asked about customers as they stand `days` after the last orders it was learnt from.

    How customers buy and leave changes slowly, and how busy a shop is quickly: after a quarter a model is
    better learnt again.  Asked about an earlier day, it has seen what it is asked to predict.
    """
    number = f"{abs(days)} day" if abs(days) == 1 else f"{abs(days)} days"
    when = f"{number} later" if days > 0 else f"{number} earlier, having seen what came after"
    text = f"the model was learnt from orders up to {day} and is asked about customers {when}"
    return Note(code="CLVN53", text=text, changes_money=True, hint="--save-model keeps a new one")
