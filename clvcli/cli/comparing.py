"""Customers and contracts from files beside the orders: groups compared, true retention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.cli.auditing import ON_REQUEST
from clvcli.errors import OptionsDisagreeError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from clvcli.audit.audit import Audit
    from clvcli.audit.buying.groups_compared import GroupsCompared
    from clvcli.audit.retention.contracts import Contracts
    from clvcli.cli.auditing import Auditing
    from clvcli.cli.options import Reading
    from clvcli.cli.reported import Reported
    from clvcli.cli.session import Session


def check_comparable(auditing: Auditing, reading: Reading) -> None:
    """Raise OptionsDisagreeError where a section or column was asked for without the file it is made from."""
    if auditing.compare is not None and reading.customers is None:
        raise OptionsDisagreeError.without("--compare", "--customers FILE")
    given = {"groups": auditing.compare, "contracts": auditing.contracts}
    for section, option in ON_REQUEST.items():
        if section in auditing.asked() and given[section] is None:
            raise OptionsDisagreeError.without(f"the section {section}", option)


def groups_by_currency(
    customers: Reported, audits: Mapping[str | None, Audit] | None, auditing: Auditing
) -> dict[str | None, GroupsCompared] | None:
    """Return the customers of each currency in groups; None where nobody asked.

    Raises OptionsDisagreeError where a column was given without orders.
    """
    if auditing.compare is None:
        return None
    if audits is None or customers.ingested is None or customers.ingested.attributes is None:
        raise OptionsDisagreeError.settled("compare")
    from clvcli.audit.buying.groups_compared import groups_compared
    from clvcli.orders.currency import in_currency

    frame = _with_told(customers, customers.ingested.attributes)
    parts = {currency: frame.filter(in_currency(currency)) for currency in audits}
    return {
        currency: groups_compared(audit, parts[currency], parts[currency]["told"], auditing.compare)
        for currency, audit in audits.items()
    }


def contracts_of(session: Session, auditing: Auditing, reading: Reading, customers: Reported) -> Contracts | None:
    """Return what the file of `--contracts` says, as known on the day of the values; None where there is none."""
    if auditing.contracts is None or customers.table.is_empty():
        return None
    from clvcli.audit.retention.contracts import contracts
    from clvcli.on_disk import held
    from clvcli.orders.attached.contracts import read_contracts

    agreed = read_contracts(auditing.contracts, reading.options())
    session.doubt(agreed.notes, strict=reading.strict)
    return contracts(agreed.frame, held(customers.table.head(1))["as_of"][0])


def _with_told(customers: Reported, attributes: pl.DataFrame) -> pl.DataFrame:
    """Return the values with `customer_key` and `told`, what the column to compare says of each."""
    import polars as pl

    from clvcli.on_disk import held
    from clvcli.orders.attached.tables import PRINTED

    who = ["customer_id", "currency"]
    if customers.customers is None:
        raise OptionsDisagreeError.settled("compare")
    people = customers.customers.people.collect().select("customer_key", *who)
    told = people.join(attributes.select("customer_key", told=pl.col(PRINTED)), on="customer_key", how="left")
    return held(customers.table).join(told, on=who, how="left", nulls_equal=True, maintain_order="left")
