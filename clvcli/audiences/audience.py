"""Segments in, lists out: who of each may be passed on to a network, who is held out, and why others are not."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from clvcli.audiences.control import held_out
from clvcli.audiences.identifiers import e164, is_hashed, sha256
from clvcli.audiences.networks import VALUE
from clvcli.audiences.people import KNOWN, known_alone, shared_ids
from clvcli.audiences.schema import ACCOUNT, CONTROL, MEMBERS, REASONS, TREATED, WITHHELD
from clvcli.errors import AudienceError
from clvcli.on_disk import Table, changed, figures, gathered, listed
from clvcli.orders.schema import names
from clvcli.valuation.schema import CENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from clvcli.audiences.networks import Network
    from clvcli.audiences.people import People

_SEGMENT = ["currency", "segment"]

OF_VALUES = ("customer_id", "currency", "as_of", "value_to_date", "clv_12m", "value_total", "p_alive")
"""Columns of `compute` that lists are made of, beside KNOWN, `segment`, and `number`, the phone in E.164."""

MEMBERS_IN_ORDER = ("currency", "segment", "customer_id", "group", "reason")
"""Columns by which members are sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """The lists of some segments for one network, and the account of them."""

    lists: Mapping[str, Table]
    """Name of the file, without ending -> the columns of the network, the same in all; those that say nothing of
    anybody are left out.  Sorted by them, so that the order of rows tells nothing."""
    account: pl.DataFrame
    """The columns of `schema.ACCOUNT`, in the order of the segments."""
    members: Table
    """The columns of `schema.MEMBERS`, sorted."""
    malformed_phones: int
    """Exported without their phone, which is no number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """By what is decided who is passed on."""

    network: Network
    consents: tuple[str, ...]
    control: float = 0.0
    """Share of those who could be exported that is held out."""
    seed: int = 0


def consents_of(network: Network, people: People) -> tuple[str, ...]:
    """Return which consents must be granted; raises AudienceError where the file of customers has none of them."""
    for consents in network.consents:
        if set(consents) <= people.consents.keys():
            return consents
    missing = [name for name in network.consents[0] if name not in people.consents]
    raise AudienceError.no_consents(network.title, missing, people.source)


def audience(values: Table, segments: pl.DataFrame, terms: Terms, *, column: str) -> Audience:
    """Make the lists of `segments` on `terms`.

    `values` has OF_VALUES, the segment in `column`, and what is KNOWN of each customer; `segments` has `currency`,
    `segment` and `export_name`, in order.  Of an id that several people share nothing is taken to be known.
    Raises AudienceError where nothing is known of anybody by which the network would match, and WriteError.
    """
    valued = values.lazy().filter(pl.col(VALUE).is_not_null()).select("currency", segment=column)
    weighed = valued.join(segments.lazy(), on=_SEGMENT, how="semi", nulls_equal=True)
    judge = partial(
        _judged,
        segments=segments,
        terms=terms,
        shared=shared_ids(values),
        weighed=figures(weighed, pl.col("currency").unique()).to_series(),
    )
    rows = values.select([*OF_VALUES, column, *KNOWN])
    judged = changed(rows, lambda some: judge(some.rename({column: "segment"})))
    account = _account(judged, segments)
    asked = account["customers"] - account["no_consent"] - account["consent_unknown"]
    if 0 < asked.sum() == account["no_identifier"].sum():
        raise AudienceError.nobody_known(terms.network.title)
    return Audience(
        lists=_lists(judged, account, terms.network),
        account=account,
        members=_sorted(judged, lambda some: some.select(names(MEMBERS)), MEMBERS_IN_ORDER),
        malformed_phones=figures(judged, pl.col("malformed").sum()).item(),
    )


def _judged(
    values: pl.DataFrame, segments: pl.DataFrame, terms: Terms, shared: pl.DataFrame, weighed: pl.Series
) -> pl.DataFrame:
    """Return the customers of `values` who are in `segments`, in any order: MEMBERS, `export_name`, and two more.

    `row`, what stands in the list of who is treated, and `malformed`, whether they are there without their phone.
    """
    network = terms.network
    asked = known_alone(values, shared).join(segments, on=_SEGMENT, nulls_equal=True, maintain_order="left")
    asked = asked.with_columns(reason=_by_consent(terms.consents), malformed=pl.lit(value=False))
    agreed = asked.filter(pl.col("reason").is_null())
    agreed = agreed.with_columns(number=_numbers(agreed, network))
    written = agreed.select(**{header: field.value for header, field in network.fields.items()})
    agreed = agreed.with_columns(reason=_by_identity(agreed, written, network))
    if network.by_value:
        agreed = agreed.with_columns(reason=_by_value(weighed))
    agreed = agreed.with_columns(group=_group(held_out(agreed["customer_id"], terms.control, terms.seed)))
    treated = agreed["group"] == TREATED
    shown = written.filter(treated)
    hashed = shown.with_columns(sha256(shown[header]) for header, field in network.fields.items() if field.hashed)
    parts = (
        agreed.filter(treated).with_columns(hashed.to_struct("row"), malformed=_malformed(network)),
        agreed.filter(~treated),
        asked.filter(pl.col("reason").is_not_null()).with_columns(group=pl.lit(WITHHELD)),
    )
    told = (*names(MEMBERS), "export_name", "row", "malformed")
    return pl.concat(parts, how="diagonal").select(told)


def _by_consent(consents: tuple[str, ...]) -> pl.Expr:
    granted = pl.all_horizontal(pl.col(consents))
    return pl.when(granted.is_null()).then(pl.lit("consent_unknown")).when(~granted).then(pl.lit("no_consent"))


def _numbers(agreed: pl.DataFrame, network: Network) -> pl.Series:
    if not network.by_phone:
        return pl.Series([None], dtype=pl.String).new_from_index(0, agreed.height)
    return e164(agreed["customer_phone"], agreed["country"])


def _by_identity(agreed: pl.DataFrame, written: pl.DataFrame, network: Network) -> pl.Series:
    """Return why nobody could be matched, null where somebody can."""
    known = [header for header, field in network.fields.items() if field.identifies]
    nobody = written.select(pl.all_horizontal(pl.col(known).is_null())).to_series()
    reason = pl.when(_malformed(network)).then(pl.lit("malformed_phone")).otherwise(pl.lit("no_identifier"))
    return agreed.select(pl.when(nobody).then(reason)).to_series()


def _malformed(network: Network) -> pl.Expr:
    """Tell whose phone the network would match if it were a number."""
    phone = pl.col("customer_phone")
    wrong = phone.is_not_null() & pl.col("number").is_null() & ~is_hashed(phone) & pl.lit(network.by_phone)
    return wrong.fill_null(value=False)


def _by_value(weighed: pl.Series) -> pl.Expr:
    """Return the reason so far, or that the value is none to weigh by; `weighed` are currencies where any is."""
    of_weight = pl.col("currency").is_in(weighed.implode(), nulls_equal=True)
    reason = (
        pl.when(pl.col(VALUE).is_null())
        .then(pl.lit("no_value"))
        .when(pl.col(VALUE).round(CENTS) <= 0)
        .then(pl.lit("non_positive_value"))
    )
    return pl.coalesce("reason", pl.when(of_weight).then(reason))


def _group(out: pl.Series) -> pl.Expr:
    of_rest = pl.when(out).then(pl.lit(CONTROL)).otherwise(pl.lit(TREATED))
    return pl.when(pl.col("reason").is_null()).then(of_rest).otherwise(pl.lit(WITHHELD))


def _account(judged: Table, segments: pl.DataFrame) -> pl.DataFrame:
    """Count the members of each segment, also of those that have none."""
    counts = {"customers": pl.lit(value=True), "exported": pl.col("group") == TREATED}
    counts |= {"held_out": pl.col("group") == CONTROL, "withheld": pl.col("group") == WITHHELD}
    counts |= {column.name: pl.col("reason") == column.name for column in REASONS}
    found = gathered(
        judged.lazy()
        .group_by(_SEGMENT)
        .agg(pl.len().alias(name) if name == "customers" else of.sum().alias(name) for name, of in counts.items())
    )
    whole = segments.join(found, on=_SEGMENT, how="left", nulls_equal=True, maintain_order="left")
    whole = whole.with_columns(pl.col(list(counts)).fill_null(0).cast(pl.Int64))
    file = pl.when(pl.col("exported") > 0).then(pl.col("export_name") + ".csv")
    return whole.with_columns(file=file).select(names(ACCOUNT))


def _lists(judged: Table, account: pl.DataFrame, network: Network) -> dict[str, Table]:
    """Return name -> list of each segment that has anybody, without columns that say nothing of anybody."""
    row, rows = pl.col("row").struct, judged.select(["group", "export_name", "row"])
    known = figures(rows, *(row.field(header).count() for header in network.fields)).row(0, named=True)
    told = [header for header, count in known.items() if count]

    def of(name: str) -> Table:
        """Return the list of this name."""
        here = (pl.col("group") == TREATED) & (pl.col("export_name") == name)
        return _sorted(rows, lambda some: some.filter(here).select(row.unnest()).select(told), told)

    return {name: of(name) for name in account["file"].drop_nulls().str.strip_suffix(".csv")}


def _sorted(table: Table, make: Callable[[pl.DataFrame], pl.DataFrame], by: Sequence[str]) -> Table:
    """Return what `make` makes of some rows at a time, in the order of columns, which tell all of a row."""
    return listed(table, lambda rows: make(rows).sort(by, nulls_last=True), dict.fromkeys(by, False))
