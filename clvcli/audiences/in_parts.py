"""What is known by name of customers who lie in files: in files beside theirs."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  (documentation tools resolve it)
from typing import TYPE_CHECKING

from clvcli.audiences.people import KNOWN
from clvcli.customers.in_parts import scan
from clvcli.customers.rhythm import WHO
from clvcli.scratch import writing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.audiences.people import People
    from clvcli.customers.in_parts import CustomersInParts


def with_known(
    people: People, customers: CustomersInParts, beside: Sequence[Path], *, folder: Path
) -> tuple[Path, ...]:
    """Return files of what is KNOWN of `customers` by WHO, one for each file of them.

    With it stands what the files `beside` theirs hold, where there are any.  They are written into `folder`, which
    is there; raises WriteError.
    """
    paths = []
    for number, path in enumerate(customers.paths):
        known = people.known(scan([customers.lines[number]]), as_of=customers.as_of)
        rows = scan([path]).select(WHO)
        if beside:
            rows = rows.join(scan([beside[number]]), on=list(WHO), how="left", nulls_equal=True)
        rows = rows.join(known.select("customer_key", *KNOWN).lazy(), on="customer_key", how="left")
        paths.append(folder / f"known-{number:05}.parquet")
        with writing():
            rows.collect().write_parquet(paths[-1], compression="lz4")
    return tuple(paths)
