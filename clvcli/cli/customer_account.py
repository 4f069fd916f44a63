"""`explain --customer`: from one customer's orders to what `compute` prints of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.cli.documents import deliver_document, document_format
from clvcli.cli.reading import naming
from clvcli.cli.session import check_writable
from clvcli.errors import UnknownCustomerError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from clvcli.cli.costing import Costing
    from clvcli.cli.options import Reading, Target, Valuing
    from clvcli.cli.session import Session
    from clvcli.customers.summary import Customers
    from clvcli.valuation.valued import Valuation

NOUN = "explanation"


def account_for(
    session: Session,
    wanted: str,
    inputs: Sequence[str],
    valuing: Valuing,
    costing: Costing,
    target: Target,
    reading: Reading,
) -> None:
    """Write how the value of the customer called `wanted` came about; raises UnknownCustomerError."""
    chosen = document_format(session, target, NOUN)
    if target.output is not None:
        check_writable(target.output, inputs, target)
    from clvcli.cli.valued import Asked, settings_of, value_steps
    from clvcli.customers.lookup import identity_of
    from clvcli.output.account import SHOWN_ORDERS, build_account
    from clvcli.valuation.account import accounts

    asked = Asked(session=session, inputs=inputs, reading=reading, valuing=valuing, costing=costing, target=target)
    ingested, customers, valuation = value_steps(asked)
    lines = ingested.lines
    with naming(inputs):
        key, shown = _found(lines, customers, valuation, wanted, show_identity=target.show_identity)
    who = identity_of(lines, key)
    document = build_account(
        accounts(lines, customers, valuation, settings_of(reading, valuing, costing.costs()), key=key),
        customer=shown,
        kind=who.kind,
        ids=who.ids,
        emails=who.emails,
        files=inputs,
        most_orders=SHOWN_ORDERS if target.limit is None else target.limit,
    )
    deliver_document(session, document, target, chosen, NOUN)


def _found(
    lines: pl.LazyFrame, customers: Customers, valuation: Valuation, wanted: str, *, show_identity: bool
) -> tuple[str, str]:
    """Return the key of a customer, and who it is as may be shown."""
    from clvcli.customers.lookup import key_of, rules_against
    from clvcli.output import identity

    hashed = identity.shown(valuation.frame, ("customer_id",), show_identity=False)["customer_id"]
    names = dict(zip(hashed, valuation.frame["customer_id"], strict=True))
    called = names.get(wanted, wanted)
    key = key_of(lines, customers, called) or key_of(lines, customers, called.removeprefix("'"))
    if key is None:
        raise UnknownCustomerError.nobody()
    row = customers.frame.filter(customers.frame["customer_key"] == key)
    if row.is_empty():
        raise UnknownCustomerError.all_excluded(rules_against(lines, key))
    customer = str(row["customer_id"][0])
    shown = {real: name for name, real in names.items()}
    return key, customer if show_identity else shown[customer]
