"""What is said of what a purchase brings: how spend is learnt, and what goods cost."""

from __future__ import annotations

from clvcli.notes.base import Note
from clvcli.sayings import Saying, joined


def mean_spend_used(reason: str) -> Note:
    """Of a spend model that cannot be fitted, so that everybody is expected to spend the average."""
    text = Saying("every future purchase is expected at the average of all customers: {reason}", reason=reason)
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
    told = []
    if correlation is not None:
        told += [Saying("correlation {figure:.2f}", figure=correlation)]
    if rank_correlation is not None:
        told += [Saying("of ranks {figure:.2f}", figure=rank_correlation)]
    if between_groups is not None:
        told += [Saying("{share:.0%} of the variance of spend lies between purchase counts", share=between_groups)]
    text = Saying(
        "spend per purchase goes with how often customers buy ({told}); they are taken as independent",
        told=joined(", ", told),
    )
    return Note(code="CLVN44", text=text, changes_money=True)


def bought_at_a_loss(customers: int, *, of: int, currency: str | None) -> Note:
    """Of customers whose next purchase is expected to cost more than it leaves, so that they are worth less than 0.

    What an order costs whatever it brings - delivery, handling, returns - is more than what is left of so small a
    basket after its goods.  Such values are kept and summed as they are, and the interval of one lies below 0.
    A larger basket, a charge for delivery or fewer returns would change them; more orders would not.
    """
    text = Saying(
        "a purchase of {customers:,} of {of:,} customers{where} is expected to cost more than it leaves",
        customers=customers,
        of=of,
        where=Saying(" in {currency}", currency=currency) if currency else "",
    )
    return Note(code="CLVN66", text=text)


def cost_estimated(covered: float, *, currency: str | None) -> Note:
    """Of lines without a cost, which get the average cost of those that have one."""
    text = Saying(
        "cost is known for {covered:.0%} of net sales{of}; the rest is taken at the same average rate",
        covered=covered,
        of=Saying(" in {currency}", currency=currency) if currency else "",
    )
    return Note(code="CLVN45", text=text, changes_money=True)


def paid_nothing(customers: int) -> Note:
    """Of customers whose kept orders brought nothing or less: a distribution of spend has no place for them.

    They are left out where spend is learnt, and only there; they are expected to spend as whoever paid nothing.
    """
    text = Saying(
        "1 customer has paid nothing for what was kept, and tell nothing of what others spend"
        if customers == 1
        else "{customers:,} customers have paid nothing for what was kept, and tell nothing of what others spend",
        customers=customers,
    )
    return Note(code="CLVN54", text=text)
