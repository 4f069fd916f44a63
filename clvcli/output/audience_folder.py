"""An audience as a folder for its owner alone: a list of each segment, who was in which group, and the manifest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.audiences.manifest import MANIFEST_FILE, MEMBERS_FILE, text_of
from clvcli.audiences.schema import MEMBERS
from clvcli.orders.schema import Column
from clvcli.output.files import folder_made_whole, replaced_whole
from clvcli.output.rows import write_rows
from clvcli.output.settled import Rows

if TYPE_CHECKING:
    from pathlib import Path

    from clvcli.audiences.audience import Audience
    from clvcli.audiences.manifest import Manifest
    from clvcli.on_disk import Table
    from clvcli.output.terminal import Streams

SHARES = frozenset({"p_alive"})


def write_audience(folder: Path, made: Audience, manifest: Manifest, *, streams: Streams, raw: bool) -> None:
    """Write `made` and its `manifest` into `folder`, which is missing or empty, whole or not at all.

    `raw` leaves text that a spreadsheet would run.  Raises TargetError and WriteError.
    """
    with folder_made_whole(folder) as draft:
        for name, rows in made.lists.items():
            write_rows(_rows(rows), output=str(draft / f"{name}.csv"), format="csv", raw=raw, streams=streams)
        members = Rows(frame=made.members, columns=MEMBERS, title="Members")
        write_rows(members, output=str(draft / MEMBERS_FILE), format="csv", raw=True, streams=streams)
        with replaced_whole(draft / MANIFEST_FILE, private=True) as file:
            file.write(text_of(manifest, made.account).encode())


def _rows(frame: Table) -> Rows:
    """Return a list as rows: what is a number is money, but for shares."""
    numbers = {name for name, dtype in frame.schema.items() if dtype.is_float()}
    columns = tuple(Column(name, dtype, name) for name, dtype in frame.schema.items())
    return Rows(frame=frame, columns=columns, title="Audience", money=frozenset(numbers - SHARES), shares=SHARES)
