"""What is said beside a result: facts, doubts and choices that do not stop the run.

A note has a stable code, a text (lower case, no full stop, never the value of an id), and whether
it changes money: off a terminal only such notes are printed, and `--strict` turns them into exit 65.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing a reader of the result should know."""

    code: str
    text: str
    changes_money: bool = False
    """Whether a number would be different had the doubt been decided otherwise."""
    hint: str | None = None
    money_at_stake: Decimal | None = None
    """Money that would be counted otherwise, where it is known and in one currency."""
    share_at_stake: float | None = None
    """Share of net revenue that it says something about, where that is known."""


GUESTS_SAID = 0.10
"""Share of guest orders from which it is worth saying: repeat figures then miss a tenth."""

GUESTS_DOUBTFUL = 0.30
"""Share of guest orders from which customer figures no longer stand for the shop."""


def rejected_rows(count: int, read: int, reasons: dict[str, int], target: str | None) -> Note:
    """Of rows that could not be read: each with file, line, column and reason in the rejects file."""
    told = ", ".join(f"{rows:,} {reason}" for reason, rows in reasons.items())
    where = f"see {target}" if target else "give -o FILE to keep them in FILE.rejects.csv"
    return Note(code="CLVN01", text=f"{count:,} of {read:,} rows rejected ({told}); {where}", changes_money=True)


def repeated_orders(rows: int, orders: int, money: Decimal | None) -> Note:
    """Of orders delivered twice, by overlapping files or by overlapping parts of one; each counts once.

    The money is what would have been counted double; it is not said where currencies differ.
    """
    left_out = f"{rows:,} rows" if money is None else f"{rows:,} rows, {money:,}"
    text = f"{orders:,} orders stand twice and count once: {left_out} left out"
    return Note(code="CLVN02", text=text, money_at_stake=money)


def identical_rows(rows: int) -> Note:
    """Of identical rows in a table whose rows are whole orders (no product columns): they count once."""
    return Note(code="CLVN03", text=f"{rows:,} identical rows count once")


def identical_lines(rows: int) -> Note:
    """Of lines identical to another line of their order: a thing can be bought on two lines, so they count."""
    return Note(code="CLVN04", text=f"{rows:,} lines are identical to another line of their order and count")


def loose_credit_notes(
    matched: int, matched_money: Decimal | None, loose: int, loose_money: Decimal | None
) -> Note:
    """Of credit notes that name no order: set against the customer's latest earlier lines of that sku and price.

    What finds no such line with quantity left is booked on its own date.  A credit note is never an order.
    """

    def worth(money: Decimal | None) -> str:
        return "" if money is None else f" ({money:,})"

    text = (
        f"credit notes: {matched:,} lines{worth(matched_money)} set against earlier orders, "
        f"{loose:,} lines{worth(loose_money)} found none and are booked on their own date"
    )
    return Note(code="CLVN05", text=text, money_at_stake=loose_money)


def guests(share_of_orders: float, share_of_revenue: float) -> Note:
    """Of orders without a buyer: they are in the shop's totals and have no row among the customers."""
    text = f"guests: {share_of_orders:.0%} of orders and {share_of_revenue:.0%} of net revenue name no buyer"
    doubtful = share_of_orders > GUESTS_DOUBTFUL
    return Note(code="CLVN06", text=text, changes_money=doubtful, share_at_stake=share_of_revenue)


def no_buyers() -> Note:
    """Of an export in which no order names a buyer; look for a column of customer numbers or e-mails."""
    return Note(
        code="CLVN07", text="no order names a buyer: totals can be given, customers cannot", changes_money=True
    )


def id_per_order(orders: int) -> Note:
    """Of customer ids that never come back: some systems give a new id at each checkout."""
    return Note(
        code="CLVN08",
        text=f"each of {orders:,} orders has a customer id of its own: ids may be given per order",
        changes_money=True,
        hint="--map customer_email=COLUMN or --map customer_id=COLUMN",
    )


def merged_ids(count: int) -> Note:
    """Of customer ids that share an e-mail and became one customer."""
    text = f"{count:,} customer ids merged with another by e-mail"
    return Note(code="CLVN09", text=text, hint="--no-merge keeps them apart")


def clusters_apart(count: int) -> Note:
    """Of groups of more than 20 ids, or 200 orders, that share an address: no person, so they are not merged."""
    text = f"{count:,} groups of ids share an address and are too large to be a person; left apart"
    return Note(code="CLVN10", text=text)


def collective_customer(share: float, money: Decimal | None) -> Note:
    """Of one customer with over 5 % of the orders: perhaps a cash register's or a shop's own account.

    The money is not said where it is in several currencies.
    """
    worth = "" if money is None else f" and {money:,} of net revenue"
    return Note(
        code="CLVN11",
        text=f"one customer has {share:.0%} of the orders{worth}: perhaps a cash or collective customer",
        changes_money=True,
        hint="--exclude-customers FILE with its number",
        money_at_stake=money,
    )


def orders_over_days(orders: int) -> Note:
    """Of orders whose lines carry several days: the first day is the order's."""
    return Note(code="CLVN12", text=f"{orders:,} orders have lines on several days; the first day counts")


def shared_numbers(orders: int) -> Note:
    """Of order numbers that stand under several buyers: each buyer's is an order of its own."""
    text = f"{orders:,} order numbers stand under several buyers; each buyer's is an order of its own"
    return Note(code="CLVN13", text=text)


def relay_addresses(customers: int, share_of_orders: float) -> Note:
    """Of customers known by an address that a marketplace or a mail provider made up for this shop alone.

    It stays the same, so that they come back as themselves; but who also buys elsewhere under an own address
    is somebody else there.
    """
    who = "1 customer has" if customers == 1 else f"{customers:,} customers have"
    text = f"{who} a relay address ({share_of_orders:.0%} of orders): they cannot be known again in other channels"
    return Note(code="CLVN14", text=text)


def old_rates(lines: int, *, limit_days: int, oldest_days: int, oldest: date) -> Note:
    """Of order lines converted at a rate from long before their order: the table has gaps, or ends too early."""
    text = (
        f"{lines:,} order lines are converted at a rate more than {limit_days} days older than the order; "
        f"the oldest is of {oldest}, {oldest_days} days before"
    )
    return Note(code="CLVN15", text=text, changes_money=True, hint="--rates FILE with a rate for each month")


def orders_alike(orders: int) -> Note:
    """Of orders of one file that have the day and the money of another file's, under numbers that do not tell.

    A shop system and the ledger behind it may export the same orders; given together, each counts twice.  With
    the days of a week later hardly any are alike, so that it is no chance.
    """
    text = f"{orders:,} orders have the day and money of orders in another file: perhaps they are the same, twice"
    return Note(code="CLVN17", text=text, changes_money=True, hint="give the export of one system only")


def rates_not_proved(target: str) -> Note:
    """Of rates in the orders that nothing proves: no order is in the reporting currency, at a rate of 1."""
    text = f"the rates that the orders name are taken as rates to {target}: no order is in {target} to prove it"
    return Note(code="CLVN30", text=text, changes_money=True, hint="--rates rates.csv")


def not_in_file(source: str, *, found: int, lines: int, share: float | None, keys: str, without_key: str) -> Note:
    """Of sold lines that a file beside the orders says nothing of: their cost, product or customer is not in it."""
    reach = "" if share is None else f", {share:.0%} of net sales"
    told = ", ".join(part for part in (f"{keys} not in it", without_key) if part)
    text = f"{source} speaks of {found:,} of {lines:,} sold lines{reach}; {told}"
    return Note(code="CLVN31", text=text, changes_money=found == 0)


MOST = 0.5


def costs_above_price(source: str, lines: int, of: int) -> Note:
    """Of lines that cost more than they were sold for; where most do, the costs are of another unit or currency."""
    text = f"{lines:,} of {of:,} sold lines cost more than they were sold for, by {source}"
    return Note(code="CLVN32", text=text, changes_money=lines > MOST * of)


def customers_disagree(source: str, customers: int) -> Note:
    """Of customers of whom several rows say different things, having several ids there.

    The row of the smallest id speaks, but a consent that any of them refuses is refused.
    """
    text = f"{source} says different things of {customers:,} customers with several rows; the first id speaks"
    return Note(code="CLVN33", text=text)


def customers_excluded(customers: int, idle: int) -> Note:
    """Of customers who are left out by `--exclude-customers`, and entries of the list that name no buyer."""
    rest = f"; {idle:,} of its entries name nobody who bought" if idle else ""
    text = f"{customers:,} customers are left out by the list{rest}"
    return Note(code="CLVN34", text=text, changes_money=not customers)


def option_unused(option: str, why: str) -> Note:
    """Of an option that changed nothing: a sheet of inputs without sheets, a status that no order has."""
    return Note(code="CLVN16", text=f"{option} changed nothing: {why}")


def without_companion(rows: int, of: int, name: str) -> Note:
    """Of rows whose key stands in no row of another file of the export: what that file says is unknown of them."""
    return Note(code="CLVN20", text=f"{rows:,} of {of:,} rows found none of the {name}", changes_money=True)


def contradicted_companion(keys: int, name: str, key: str) -> Note:
    """Of a key that stands several times in a file that should have it once, with different content.

    The last of them in order of content is taken, so that no amount is counted twice.
    """
    text = f"{keys:,} values of `{key}` stand several times among the {name} and say different things; one is taken"
    return Note(code="CLVN21", text=text, changes_money=True)


def idle_companion(keys: int, name: str, *, are_sales: bool) -> Note:
    """Of rows of another file of the export that no order line belongs to: orders without goods, new customers.

    Where they are sales by themselves their money is not counted: the two files are of different periods.
    """
    lost = ", and their money is not counted" if are_sales else ""
    text = f"{keys:,} of the {name} belong to no order line{lost}"
    return Note(code="CLVN22", text=text, changes_money=are_sales)


def tax_unknown(money: Decimal | None) -> Note:
    """Of amounts of which nothing says whether they hold tax: they count as printed.  Said by `ingest` alone.

    The money is what would be tax if they held it at a rate of 25 %.
    """
    worth = "" if money is None else f", of which {money:,.2f} would be tax at a rate of 25 %"
    return Note(
        code="CLVN24",
        text=f"nothing says whether amounts hold tax; they count as printed{worth}",
        changes_money=True,
        hint="--tax excluded, or --tax included --tax-rate 25%",
        money_at_stake=money,
    )


def unverified_format(name: str) -> Note:
    """Of a format whose columns were seen in no file; hold its money against the system's own report."""
    return Note(
        code="CLVN23",
        text=f"the format {name} is unverified: its columns were seen in no file",
        hint=f"clvcli explain {name}",
    )


# --- CLVN4x: customers, values, segments -------------------------------------------------------


def refunds_after(day: date, *, rows: int, money: Decimal) -> Note:
    """Of returns made after the as-of `day`, which are not known on it."""
    who, are = ("1 return", "is") if rows == 1 else (f"{rows:,} returns", "are")
    text = f"{who} of {money:,.2f} made after {day} {are} not counted: later days are not known"
    return Note(code="CLVN41", text=text, changes_money=True, hint="--as-of a later day counts them")


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


def mean_spend_used(reason: str) -> Note:
    """Of a spend model that cannot be fitted, so that everybody is expected to spend the average."""
    text = f"every future purchase is expected at the average of all customers: {reason}"
    return Note(code="CLVN43", text=text, changes_money=True)


def spend_depends_on_frequency(
    *, correlation: float | None, rank_correlation: float | None, between_groups: float | None
) -> Note:
    """Of an assumption of the spend model that the data do not bear out.

    Who buys more often spends more, or less, on a purchase; taken as independent, the best customers are valued
    too low, or too high.  It is said from a rank correlation of 0.2, which a linear one of 0.02 can hide, or where
    a fifth of the variance of spend lies between customers of different purchase counts: CDNOW, where the
    assumption was first accepted, is below both.  `--by` fits groups apart that may differ in it.
    """
    figures = [
        f"correlation {correlation:.2f}" if correlation is not None else "",
        f"of ranks {rank_correlation:.2f}" if rank_correlation is not None else "",
        f"{between_groups:.0%} of the variance of spend lies between purchase counts"
        if between_groups is not None
        else "",
    ]
    told = ", ".join(figure for figure in figures if figure)
    text = f"spend per purchase goes with how often customers buy ({told}); they are taken as independent"
    return Note(code="CLVN44", text=text, changes_money=True)


def paid_nothing(customers: int) -> Note:
    """Of customers whose kept orders brought nothing or less: a distribution of spend has no place for them.

    They are left out where spend is learnt, and only there; they are expected to spend as whoever paid nothing.
    """
    who = "1 customer has" if customers == 1 else f"{customers:,} customers have"
    return Note(code="CLVN54", text=f"{who} paid nothing for what was kept, and tell nothing of what others spend")


FAR = 3
"""Times the span of the orders: of a forecast that looks further, more than two thirds lie beyond anything seen."""


def further_than_seen(ends: Mapping[str, int], *, span: int) -> Note:
    """Of a forecast, or columns of it, that look further ahead than the orders reach back.

    Nobody has been seen for so long: how many of today's customers are left at its end rests on the form of the
    model.  Nearer columns rest on it less; `--horizon` chooses a nearer end.  `ends` are columns of value and the
    days they look ahead, `clv_residual` among them.
    """
    beyond = {name: days for name, days in ends.items() if days > span}
    furthest, horizon = max(beyond.values()), beyond.get("clv_residual", 0)
    columns = [name for name in beyond if name != "clv_residual"] if horizon < furthest else []
    named = ["the forecast"] * bool(horizon) + columns
    looks = f"{' and '.join(named)} {'looks' if len(named) == 1 else 'look up to'}"
    nearer = [name for name in ends if name not in {*beyond, "clv_residual"}]
    text = f"{looks} {furthest:,} days ahead, from {span:,} days of orders: nobody has been seen for so long"
    hint = ", or ".join([f"--horizon {span}d"] * bool(horizon) + nearer[-1:])
    return Note(code="CLVN55", text=text, changes_money=furthest > FAR * span, hint=hint or None)


def cost_estimated(covered: float, *, currency: str | None) -> Note:
    """Of lines without a cost, which get the average cost of those that have one."""
    of = f" in {currency}" if currency else ""
    text = f"cost is known for {covered:.0%} of net revenue{of}; the rest is taken at the same average rate"
    return Note(code="CLVN45", text=text, changes_money=True)


def rule_was_nearer(of: Sequence[str]) -> Note:
    """Of a forecast that a naive rule would have beaten on the last quarters of these orders.

    On the total: that every quarter is like the one before.  On who is worth most: that whoever brought most
    so far goes on to.  The forecast stands, because a rule says nothing about three years; `clvcli backtest`
    shows both, and whoever needs only the next quarter may do better with the rule.
    """
    text = f"the last quarters would have been predicted better by a naive rule: {'; '.join(of)}"
    return Note(code="CLVN48", text=text, changes_money=True, hint="clvcli backtest")


def as_of_long_after(day: date, *, last: date, days: int) -> Note:
    """Of an as-of day long after the last order: customers are then taken to have bought nothing in between.

    That is right where the shop was closed, and wrong where the export ends too early.
    """
    text = f"{day} is {days} days after the last order: all customers are taken to have bought nothing since"
    return Note(code="CLVN47", text=text, changes_money=True, hint=f"--as-of {last}, or an export that goes on")


def ranked_by_past(column: str) -> Note:
    """Of tiers that rest on the past alone because there is no forecast."""
    return Note(code="CLVN46", text=f"tiers rank customers by {column}: there is no forecast to add")


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


def not_judged(reason: str, *, currency: str | None) -> Note:
    """Of customers of one currency whose forecast a backtest cannot hold against anything, and why."""
    return Note(code="CLVN51", text=f"no backtest of amounts in {currency or 'no currency'}: {reason}")


NAMED_GROUPS = 4
"""Groups that a line has room for."""


def of_group(group: str, note: Note) -> Note:
    """Return a note that holds for one group of customers."""
    return replace(note, text=f"{group}: {note.text}")


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
