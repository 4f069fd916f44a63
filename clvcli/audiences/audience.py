"""Segments in, lists out: who of each may be passed on to a network, who is held out, and why others are not."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.audiences.control import held_out
from clvcli.audiences.identifiers import e164, is_hashed, sha256
from clvcli.audiences.networks import VALUE
from clvcli.audiences.schema import ACCOUNT, CONTROL, MEMBERS, REASONS, TREATED, WITHHELD
from clvcli.errors import AudienceError
from clvcli.orders.schema import names
from clvcli.valuation.schema import CENTS

if TYPE_CHECKING:
    from clvcli.audiences.networks import Network
    from clvcli.audiences.people import People

_WHO = ["customer_id", "currency"]
_SEGMENT = ["currency", "segment"]

OF_VALUES = ("customer_id", "currency", "as_of", "value_to_date", "clv_12m", "value_total", "p_alive")
"""Columns of `compute` that lists are made of, beside those of `people.People.frame`, `segment`, and `number`, the
phone in E.164."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """The lists of some segments for one network, and the account of them."""

    lists: Mapping[str, pl.DataFrame]
    """Name of the file, without ending -> the columns of the network, the same in all; those that say nothing of
    anybody are left out.  Sorted by them, so that the order of rows tells nothing."""
    account: pl.DataFrame
    """The columns of `schema.ACCOUNT`, in the order of the segments."""
    members: pl.DataFrame
    """The columns of `schema.MEMBERS`, sorted."""
    malformed_phones: int
    """Exported without their phone, which is no number."""


def consents_of(network: Network, people: People) -> tuple[str, ...]:
    """Return which consents must be granted; raises AudienceError where the file of customers has none of them."""
    for consents in network.consents:
        if set(consents) <= people.consents.keys():
            return consents
    missing = [name for name in network.consents[0] if name not in people.consents]
    raise AudienceError.no_consents(network.title, missing, people.source)


def audience(
    values: pl.DataFrame,
    segments: pl.DataFrame,
    people: pl.DataFrame,
    *,
    network: Network,
    consents: tuple[str, ...],
    control: float = 0.0,
    seed: int = 0,
) -> Audience:
    """Make the lists of `segments` for `network`.

    `values` has OF_VALUES and `segment`; `segments` has `currency`, `segment` and `export_name`, in order; `people`
    has `customer_id`, `currency` and the columns of `people.People.frame`, one row each.  `control` is the share of
    those who could be exported that is held out, drawn by `seed`.
    Raises AudienceError where nothing is known of anybody by which the network would match.
    """
    listed = values.select(*OF_VALUES, "segment").join(segments, on=_SEGMENT, how="semi", nulls_equal=True)
    listed = listed.join(people, on=_WHO, how="left", nulls_equal=True, maintain_order="left")
    listed = listed.with_columns(reason=_by_consent(consents))
    agreed = listed.filter(pl.col("reason").is_null())
    agreed = agreed.with_columns(number=_numbers(agreed, network))
    written = agreed.select(**{header: field.value for header, field in network.fields.items()})
    agreed = agreed.with_columns(reason=_by_identity(agreed, written, network))
    if agreed.height and agreed["reason"].eq_missing("no_identifier").all():
        raise AudienceError.nobody_known(network.title)
    if network.by_value:
        agreed = agreed.with_columns(reason=_by_value(agreed, listed))
    out = held_out(agreed["customer_id"], control, seed)
    agreed = agreed.with_columns(group=_group(out))
    treated = (agreed["group"] == TREATED).rename("treated")
    return Audience(
        lists=_lists(agreed.filter(treated), written.filter(treated), segments, network),
        account=_account(members := _members(listed, agreed), segments),
        members=members,
        malformed_phones=agreed.filter(treated & _malformed(agreed, network)).height,
    )


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
    reason = pl.when(_malformed(agreed, network)).then(pl.lit("malformed_phone")).otherwise(pl.lit("no_identifier"))
    return pl.select(pl.when(nobody).then(reason)).to_series()


def _malformed(agreed: pl.DataFrame, network: Network) -> pl.Series:
    """Return whose phone the network would match if it were a number."""
    phone = pl.col("customer_phone")
    wrong = phone.is_not_null() & pl.col("number").is_null() & ~is_hashed(phone) & pl.lit(network.by_phone)
    return agreed.select(wrong.fill_null(value=False)).to_series()


def _by_value(agreed: pl.DataFrame, listed: pl.DataFrame) -> pl.Series:
    """Return the reason so far, or that the value is none to weigh by; where nobody has one nobody is weighed."""
    weighed = listed.filter(pl.col(VALUE).is_not_null())["currency"].unique()
    of_weight = pl.col("currency").is_in(weighed.implode(), nulls_equal=True)
    reason = (
        pl.when(pl.col(VALUE).is_null())
        .then(pl.lit("no_value"))
        .when(pl.col(VALUE).round(CENTS) <= 0)
        .then(pl.lit("non_positive_value"))
    )
    return agreed.select(pl.coalesce("reason", pl.when(of_weight).then(reason))).to_series()


def _group(out: pl.Series) -> pl.Expr:
    of_rest = pl.when(out).then(pl.lit(CONTROL)).otherwise(pl.lit(TREATED))
    return pl.when(pl.col("reason").is_null()).then(of_rest).otherwise(pl.lit(WITHHELD))


def _members(listed: pl.DataFrame, agreed: pl.DataFrame) -> pl.DataFrame:
    others = listed.filter(pl.col("reason").is_not_null()).with_columns(group=pl.lit(WITHHELD))
    every = pl.concat([part.select(names(MEMBERS)) for part in (agreed, others)])
    return every.sort("currency", "segment", "customer_id", nulls_last=True)


def _account(members: pl.DataFrame, segments: pl.DataFrame) -> pl.DataFrame:
    """Count the members of each segment, also of those that have none."""
    counts = {"customers": pl.lit(value=True), "exported": pl.col("group") == TREATED}
    counts |= {"held_out": pl.col("group") == CONTROL, "withheld": pl.col("group") == WITHHELD}
    counts |= {column.name: pl.col("reason") == column.name for column in REASONS}
    found = members.group_by(_SEGMENT).agg(
        pl.len().alias(name) if name == "customers" else of.sum().alias(name) for name, of in counts.items()
    )
    whole = segments.join(found, on=_SEGMENT, how="left", nulls_equal=True, maintain_order="left")
    whole = whole.with_columns(pl.col(list(counts)).fill_null(0).cast(pl.Int64))
    file = pl.when(pl.col("exported") > 0).then(pl.col("export_name") + ".csv")
    return whole.with_columns(file=file).select(names(ACCOUNT))


def _lists(
    treated: pl.DataFrame, written: pl.DataFrame, segments: pl.DataFrame, network: Network
) -> dict[str, pl.DataFrame]:
    """Return name -> list of each segment that has anybody, without columns that say nothing of anybody."""
    hashed = written.with_columns(
        sha256(written[header]) for header, field in network.fields.items() if field.hashed
    )
    file = treated.join(segments, on=_SEGMENT, how="left", nulls_equal=True, maintain_order="left")["export_name"]
    told = [header for header in hashed.columns if hashed[header].count()]
    lists = {name: hashed.filter(file == name).select(told) for name in segments["export_name"]}
    return {name: rows.sort(told, nulls_last=True) for name, rows in lists.items() if rows.height}
