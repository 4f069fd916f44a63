"""Order lines in a bigger engine, asked what the steps after them want to know."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clvcli.customers.engine import twin
from clvcli.customers.engine.base import engine_of
from clvcli.scratch import remove_folder, scratch_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    import polars as pl

    from clvcli.config import EngineName, RefundDate
    from clvcli.customers.engine.base import Engine, Lazy
    from clvcli.customers.summary import Customers


@dataclass(frozen=True, slots=True, kw_only=True)
class Bigger:
    """An engine that has opened canonical order lines."""

    engine: Engine
    lines: Lazy

    def people(self, *, as_of: date | None, refund_date: RefundDate) -> twin.People:
        """Return the customers, their table left in the engine; as `summary.summarise`."""
        return twin.summarise(self.lines, self.engine, as_of=as_of, refund_date=refund_date)

    def customers(self, *, as_of: date | None, refund_date: RefundDate) -> Customers:
        """Return the customers; as `summary.summarise`."""
        return self.people(as_of=as_of, refund_date=refund_date).collected()

    def days(self, currency: str | None, as_of: date) -> pl.DataFrame:
        """Return what `calendar.customer_days` does of lines in one currency, as known at the end of `as_of`."""
        return twin.days_of(self.lines, currency, as_of)


@contextmanager
def opened(name: EngineName, paths: Sequence[str], *, memory: int) -> Iterator[Bigger]:
    """Yield the lines of Parquet files in the engine of that name, which may take `memory` bytes in this process.

    Raises the errors of `engine_of`, EngineFailedError where it stops in the middle, and WriteError.
    """
    scratch = scratch_folder()
    try:
        with engine_of(name, memory=memory, scratch=scratch) as engine:
            yield Bigger(engine=engine, lines=engine.opened(paths))
    finally:
        remove_folder(scratch)
