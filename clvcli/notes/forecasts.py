"""What is said of the future: who predicts it, how far ahead, and what speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.notes.base import Note
from clvcli.sayings import Saying, joined, some_of, together

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date


def no_forecast(reason: str, *, currency: str | None) -> Note:
    """Of customers whose future is not predicted, and why."""
    text = Saying("no forecast{where}: {reason}; historic columns only", where=_of(currency), reason=reason)
    return Note(code="CLVN42", text=text, changes_money=True)


def by_cohort_curve(reason: str, *, days: int, currency: str | None) -> Note:
    """Of customers who are expected to do what earlier ones of their age and order number did.

    No model could be identified, and the orders are followed no further than half the time they span: what
    lies beyond is left open, and `clv_residual` looks as far as the column `horizon` says.
    """
    text = Saying(
        "no model{where}: {reason}; they are expected to do what earlier customers did, {days} days ahead",
        where=_of(currency),
        reason=reason,
        days=days,
    )
    return Note(code="CLVN49", text=text, changes_money=True)


def taken_to_stay(reason: str, *, days: int, currency: str | None) -> Note:
    """Of customers who are taken to stay and to buy as they did, because the orders show nobody leave.

    That was nearer to the end of these orders than what earlier customers went on to do.  It holds for a while
    and not for ever: the forecast looks no further than half the time the orders span.
    """
    text = Saying(
        "no model of leaving{where}: {reason}; they are expected to stay and buy as before, {days} days ahead",
        where=_of(currency),
        reason=reason,
        days=days,
    )
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
        text = Saying("no group is large enough to be fitted alone: one model, of {group}", group=named[0])
        return Note(code="CLVN61", text=text)
    return Note(code="CLVN61", text=Saying("models of {groups}", groups=some_of(named, most=NAMED_GROUPS)))


def ranked_by_past(column: str) -> Note:
    """Of tiers that rest on the past alone because there is no forecast."""
    text = Saying("tiers rank customers by {column}: there is no forecast to add", column=column)
    return Note(code="CLVN46", text=text)


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
    named = [*[Saying("the forecast")] * bool(horizon), *columns]
    nearer = [name for name in ends if name not in {*beyond, "clv_residual"}]
    text = Saying(
        "{named} looks {furthest:,} days ahead, from {span:,} days of orders: nobody has been seen for so long"
        if len(named) == 1
        else "{named} look up to {furthest:,} days ahead, from {span:,} days of orders: "
        "nobody has been seen for so long",
        named=together(named),
        furthest=furthest,
        span=span,
    )
    hint = ", or ".join([f"--horizon {span}d"] * bool(horizon) + nearer[-1:])
    return Note(code="CLVN55", text=text, changes_money=furthest > FAR * span, hint=hint or None)


def rule_was_nearer(of: Sequence[str]) -> Note:
    """Of a forecast that a naive rule would have beaten on the last quarters of these orders.

    On the total: that every quarter is like the one before.  On who is worth most: that whoever brought most
    so far goes on to.  The forecast stands, because a rule says nothing about three years; `clvcli backtest`
    shows both, and whoever needs only the next quarter may do better with the rule.
    """
    text = Saying("the last quarters would have been predicted better by a naive rule: {of}", of=joined("; ", of))
    return Note(code="CLVN48", text=text, changes_money=True, hint="clvcli backtest")


def not_judged(reason: str, *, currency: str | None) -> Note:
    """Of customers of one currency whose forecast a backtest cannot hold against anything, and why."""
    where = currency or Saying("no currency")
    text = Saying("no backtest of amounts in {where}: {reason}", where=where, reason=reason)
    return Note(code="CLVN51", text=text)


def saved_without(corrections: Sequence[str]) -> Note:
    """Of a model that was saved without a correction that holds for the customers of its own orders alone.

    Values by the file differ from those of the run that saved it, and may rank customers a little less well.
    """
    text = Saying("the model is saved without {corrections}", corrections=joined(", ", corrections))
    return Note(code="CLVN52", text=text)


def model_of_another_time(day: date, *, days: int) -> Note:
    """Of a saved model that is asked about customers as they stand `days` after the last orders it was learnt from.

    How customers buy and leave changes slowly, and how busy a shop is quickly: after a quarter a model is
    better learnt again.  Asked about an earlier day, it has seen what it is asked to predict.
    """
    number = Saying("{days} day" if abs(days) == 1 else "{days} days", days=abs(days))
    text = Saying(
        "the model was learnt from orders up to {day} and is asked about customers {number} later"
        if days > 0
        else "the model was learnt from orders up to {day} and is asked about customers {number} earlier, "
        "having seen what came after",
        day=day,
        number=number,
    )
    return Note(code="CLVN53", text=text, changes_money=True, hint="--save-model keeps a new one")


def _of(currency: str | None) -> str:
    return Saying(" of customers in {currency}", currency=currency) if currency else ""
