"""Method: which model with which parameters, what the words mean, and what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.output.document import Column, Phrase, Section
from clvcli.output.report_sections.frames import table

if TYPE_CHECKING:
    from clvcli.output.report_inputs import Analysis


def method(analysis: Analysis) -> Section:
    """Return the model's parameters, the customers by method, and the definitions."""
    methods = (
        analysis.values.group_by("method", "note")
        .agg(customers=pl.len())
        .sort("customers", "method", "note", descending=[True, False, False])
    )
    used = table(
        "methods",
        methods,
        (
            Column(key="method", kind="term"),
            Column(key="customers", kind="count"),
            Column(key="note", kind="text"),
        ),
    )
    tables = [used]
    if analysis.parameters:
        frame = pl.DataFrame({"parameter": list(analysis.parameters), "value": list(analysis.parameters.values())})
        columns = (Column(key="parameter", kind="text"), Column(key="value", kind="number", digits=4))
        tables.append(table("parameters", frame, columns, title=Phrase("parameters_title")))
    unknown = [Phrase("no_cost")] if analysis.measure == "revenue" else []
    if "tax unknown" in analysis.basis or "tax: unknown" in analysis.basis:
        unknown.append(Phrase("tax_unknown"))
    definitions = [Phrase(key) for key in ("kept_order_definition", "purchase_definition", "residual_definition")]
    return Section(
        id="method",
        unit=analysis.currency,
        tables=tuple(tables),
        notes=(*definitions, Phrase("no_interval"), *unknown),
    )
