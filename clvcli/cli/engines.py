"""`--engine`: order lines become customers in DuckDB or Spark; and values that stay there, in a folder of files."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from clvcli.errors import EngineNotForError
from clvcli.output.diagnostics import NORMAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clvcli.cli.scaling import Scaling
    from clvcli.cli.valued import Asked
    from clvcli.customers.engine.bigger import Bigger
    from clvcli.customers.engine.twin import People
    from clvcli.orders.ingest import Ingested
    from clvcli.orders.tables import RawTable
    from clvcli.valuation.in_engine import ValuedThere
    from clvcli.valuation.saved import SavedModel

THERE = ("bg-nbd", "mbg-nbd", "pareto-nbd", "nbd")
"""Models that need nothing of customers but their histories."""


@contextmanager
def lines_in_engine(asked: Asked, tables: Sequence[RawTable]) -> Iterator[Bigger | None]:
    """Yield the lines of the only one of `tables` in the engine that was asked for; None where that is Polars."""
    name = asked.scaling.engine
    if name == "polars":
        yield None
        return
    from clvcli.customers.engine.bigger import opened
    from clvcli.customers.engine.inputs import files_of

    paths = files_of(tables, asked.reading.options(), name)
    with opened(name, paths, memory=asked.scaling.budget().size) as bigger:
        asked.session.elapsed(f"{name} started")
        yield bigger


def stays_there(scaling: Scaling, output: str | None) -> bool:
    """Tell whether the result is a folder that the engine writes."""
    return scaling.engine != "polars" and output is not None and output.endswith("/")


def value_there(asked: Asked, save_model: str | None) -> None:
    """Write a row for each customer into a folder of Parquet files, which is a Delta table too.

    Raises EngineNotForError where the values cannot be told by columns alone, and TargetError.
    """
    from clvcli.cli.model_files import model_asked_for
    from clvcli.cli.reading import naming, understand_orders
    from clvcli.cli.valued import settings_of
    from clvcli.output.targets import check_new_folder
    from clvcli.valuation.in_engine import value_there as valued_there

    session, reading, output = asked.session, asked.reading, str(asked.target.output)
    saved = model_asked_for(session, asked.valuing, reading)
    _check(asked, saved, save_model)
    if "://" not in output:
        check_new_folder(output, option="-o")
    tables = asked.tables()
    with lines_in_engine(asked, tables) as bigger:
        assert bigger is not None  # noqa: S101  (stays_there says so)
        ingested = understand_orders(session, tables, asked.inputs, reading, asked.target)
        with naming(asked.inputs), session.voice.working("valuing the customers"):
            people = bigger.people(as_of=reading.as_of, refund_date=reading.refund_date)
            _check_costs(asked, people)
            valued = valued_there(
                people,
                bigger.lines,
                bigger.engine,
                settings_of(reading, asked.valuing, asked.costing.costs()),
                tax=ingested.tax,
                saved=saved,
            )
        _tell(asked, ingested, people, valued)
        if asked.target.dry_run:
            session.voice.detail(
                f"would write {_rows(people):,} customers to {output}; nothing is written", at=NORMAL
            )
            return
        _write(bigger, valued, output)
    session.voice.say(f"wrote {_rows(people):,} customers to {output}")


def _check(asked: Asked, saved: SavedModel | None, save_model: str | None) -> None:
    engine, costs = asked.scaling.engine, asked.costing.costs()
    if saved is None and asked.valuing.model not in THERE:
        raise EngineNotForError.there(engine, "need a model by name", "--model bg-nbd, or --model-file model.json")
    if asked.reading.groups:
        raise EngineNotForError.there(engine, "are fitted together", "leave out --by")
    if save_model is not None:
        raise EngineNotForError.there(engine, "leave no model behind", "leave out --save-model")
    if costs.of_orders or asked.costing.customer_costs is not None:
        raise EngineNotForError.there(engine, "know no costs but one margin", "--margin 45%")


def _check_costs(asked: Asked, people: People) -> None:
    """Refuse net revenue where the lines name costs: the same command without a folder makes contribution."""
    if people.costs_known and asked.costing.costs().margin is None:
        raise EngineNotForError.there(asked.scaling.engine, "know no costs but one margin", "--margin 45%")


def _tell(asked: Asked, ingested: Ingested, people: People, valued: ValuedThere) -> None:
    from clvcli.cli.valued import guests_said
    from clvcli.output.choice import choice_told

    session = asked.session
    session.elapsed("customers valued")
    session.say_once(f"as of {people.as_of} ({'set' if asked.reading.as_of else 'last order'})")
    session.doubt((*guests_said(people.shop), *valued.notes), strict=asked.reading.strict)
    for line in choice_told(valued.facts):
        session.voice.detail(line)
    session.facts |= {
        "rows_read": ingested.rows_read,
        "customers": _rows(people),
        "as_of": people.as_of.isoformat(),
        "model": [fact.method for fact in valued.facts],
        "parameters": [dict(fact.parameters) for fact in valued.facts],
        "output": asked.target.output,
        "format": "delta",
    }


def _rows(people: People) -> int:
    return sum(shop.customers for shop in people.shop)


def _write(bigger: Bigger, valued: ValuedThere, output: str) -> None:
    if "://" in output:
        bigger.engine.written(valued.frame, output)
        return
    from deltalake import convert_to_deltalake

    from clvcli.output.files import PRIVATE, folder_made_whole

    with folder_made_whole(Path(output)) as draft:
        written = draft / "written"
        bigger.engine.written(valued.frame, str(written))
        for number, file in enumerate(sorted(written.glob("*.parquet"))):
            part = draft / f"part-{number:05}.parquet"
            file.replace(part)
            part.chmod(PRIVATE)
            with part.open("rb") as settled:
                os.fsync(settled.fileno())
        for left in written.iterdir():
            left.unlink()
        written.rmdir()
        convert_to_deltalake(str(draft))
