"""Invented customers, with what is known of each, for the tests of audiences."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from clvcli.audiences.audience import Audience, Terms, audience
from clvcli.audiences.networks import NETWORKS
from clvcli.audiences.people import CONSENTS, CONTACTS
from clvcli.on_disk import held

AS_OF = date(2025, 6, 30)

YES = dict.fromkeys(CONSENTS, True)

VALUES: dict[str, Any] = {
    "currency": "DKK",
    "segment": "gold",
    "as_of": AS_OF,
    "value_to_date": 500.0,
    "clv_12m": 120.5,
    "value_total": 700.0,
    "p_alive": 0.75,
}


def values_of(*customers: dict[str, Any]) -> pl.DataFrame:
    """Return values of customers who say only what differs from VALUES."""
    schema = {"customer_id": pl.String, "clv_12m": pl.Float64, "currency": pl.String}
    return pl.DataFrame([VALUES | customer for customer in customers], schema_overrides=schema)


def people_of(*people: dict[str, Any]) -> pl.DataFrame:
    """Return people of whom is known what is said, and nothing else."""
    schema = dict.fromkeys(("customer_id", "currency", *CONTACTS), pl.String) | dict.fromkeys(CONSENTS, pl.Boolean)
    rows = [dict.fromkeys(schema) | {"currency": "DKK"} | person for person in people]
    return pl.DataFrame(rows, schema=schema)


SEGMENTS = pl.DataFrame({"currency": ["DKK"], "segment": ["gold"], "export_name": ["dkk-tiers-gold"]})


def lists_of(made: Audience) -> dict[str, pl.DataFrame]:
    """Return the lists of an audience in memory."""
    return {name: held(rows) for name, rows in made.lists.items()}


def members_of(made: Audience) -> pl.DataFrame:
    """Return the members of an audience in memory."""
    return held(made.members)


def audience_of(name: Any, people: pl.DataFrame, values: pl.DataFrame | None = None, **options: Any) -> Audience:
    """Return the audience of `people`, all of the same worth where no values are given."""
    values = values_of(*({"customer_id": each} for each in people["customer_id"])) if values is None else values
    network = NETWORKS[name]
    known = values.join(people, on=["customer_id", "currency"], how="left", nulls_equal=True, maintain_order="left")
    segments = options.pop("segments", SEGMENTS)
    terms = Terms(network=network, **({"consents": network.consents[0]} | options))
    return audience(known, segments, terms, column="segment")
