"""Every command that writes, what it changes, and how the places it writes to are told to be as before or after."""

from __future__ import annotations

import hashlib
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from deltalake import DeltaTable

from tests.contract.contract_cli import HEADER, log_text
from tests.promises.syscalls import FLUSH, MAKE, REMOVE, RENAME, WRITE
from tests.store.store_exports import content

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.promises.faults import Room, Run

STORE = "store"

State = dict[str, str]
"""Path in the folder -> mode and hash of a file; of a store, what it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """A command that writes."""

    command: str
    changes: tuple[str, ...]
    """The files it makes, among them those that are there before."""
    first: tuple[str, ...] = ()
    """Commands that come before it."""
    once: tuple[str, ...] = ()
    """Those of its files over which it does not write."""
    large: bool = False
    """Whether its export is read as a large one is."""

    @property
    def args(self) -> list[str]:
        """What stands on the command line."""
        return self.command.split()

    @property
    def replaced(self) -> tuple[str, ...]:
        """Those of its files that may be there before."""
        return tuple(name for name in self.changes if name.count(".") == 1 and name not in self.once)


def _into(name: str, *, first: tuple[str, ...] = (), large: bool = False) -> Writing:
    return Writing(command=f"ingest {name} --into {STORE}", changes=(STORE,), first=first, large=large)


WRITINGS: Mapping[str, Writing] = {
    **{
        f"compute -o {kind}": Writing(
            command=f"compute log.csv --model none -o clv.{kind}", changes=(f"clv.{kind}", f"clv.{kind}.rejects.csv")
        )
        for kind in ("csv", "tsv", "json", "jsonl", "parquet", "xlsx", "md")
    },
    "compute --save-model": Writing(
        command="compute years.csv --no-intervals --save-model m.json -o clv.csv", changes=("m.json", "clv.csv")
    ),
    "compute --only-if-changed": Writing(
        command="compute log.csv --model none --only-if-changed -o clv.csv", changes=("clv.csv", "clv.csv.rejects.csv")
    ),
    "compute -o csv, in parts": Writing(
        command="compute plain.csv --model none -o clv.csv", changes=("clv.csv",), large=True
    ),
    "compute -o xlsx, in parts": Writing(
        command="compute plain.csv --model none -o clv.xlsx", changes=("clv.xlsx",), large=True
    ),
    "ingest -o parquet": Writing(command="ingest log.csv -o l.parquet", changes=("l.parquet", "l.parquet.rejects.csv")),
    "ingest -o csv": Writing(command="ingest log.csv -o l.csv", changes=("l.csv", "l.csv.rejects.csv")),
    "ingest -o, by month": Writing(command="ingest plain.csv -o l.parquet", changes=("l.parquet",), large=True),
    "ingest --into, a new store": _into("log.csv"),
    "ingest --into, a second run": _into("night.csv", first=(f"ingest log.csv --into {STORE}",)),
    "ingest --into, by month": _into("plain.csv", large=True),
    "ingest --save-profile": Writing(
        command="ingest log.csv --save-profile -o l.csv", changes=("clvcli.toml", "l.csv", "l.csv.rejects.csv")
    ),
    "segment -o --summary --save-cuts": Writing(
        command="segment log.csv --model none -o s.csv --summary sum.csv --save-cuts cuts.json",
        changes=("s.csv", "s.csv.rejects.csv", "sum.csv", "cuts.json"),
    ),
    "segment --audience": Writing(
        command="segment log.csv --model none --customers people.csv --audience csv --audience-to lists -o a.csv",
        changes=("lists", "a.csv", "a.csv.rejects.csv"),
        once=("lists",),
    ),
    **{
        f"report -o {kind}": Writing(
            command=f"report log.csv --model none --sections summary,segments -o r.{kind}",
            changes=(f"r.{kind}", f"r.{kind}.rejects.csv"),
        )
        for kind in ("html", "xlsx", "md", "json")
    },
    "backtest -o": Writing(command="backtest years.csv --model nbd -o b.csv", changes=("b.csv",)),
    "config init": Writing(command="config init", changes=("clvcli.toml",), once=("clvcli.toml",)),
}  # fmt: skip
"""What is written -> how."""


def furnish(work: Path) -> None:
    """Lay down what the commands read."""
    rows = log_text(30).splitlines()[1:]
    days = sorted({row.split(",")[2] for row in rows})
    early = [row for row in rows if row.split(",")[2] < "2022-04"]
    late = [row for row in rows if "2022-03-20" <= row.split(",")[2] < "2022-05"]
    assert early, days
    work.mkdir(parents=True)
    (work / "log.csv").write_text(HEADER + "\n".join([*early, "1,x,2022-02-13,abc,EUR"]) + "\n")
    (work / "night.csv").write_text(HEADER + "\n".join(late) + "\n")
    (work / "years.csv").write_text(log_text())
    (work / "plain.csv").write_text(_plain(early))
    people = [f"{number:03d},kunde{number}@example.dk,yes" for number in range(30)]
    (work / "people.csv").write_text("\n".join(["Customer ID,Email,Consent", *people]) + "\n")


def _plain(rows: list[str]) -> str:
    """Return an export that can be settled by month."""
    cells = [row.split(",") for row in rows]
    lines = [f"{n},{buyer},{day}T12:00:00,s{int(n) % 9},1,{amount}" for n, buyer, day, amount, _ in cells]
    return "\n".join(["order_id,customer_id,order_date,sku,quantity,unit_price", *lines]) + "\n"


def state_of(work: Path) -> State:
    """Return what is in a folder; what a store holds stands for its files, where a version names them."""
    store = work / STORE
    found: State = {}
    for path in sorted(work.rglob("*")):
        if path == store:
            held = _held(store)
            found |= {STORE: held} if held else {f"{STORE}/": f"{stat.S_IMODE(store.stat().st_mode):o}"}
        elif not path.is_relative_to(store):
            mode = stat.S_IMODE(path.stat().st_mode)
            found[str(path.relative_to(work))] = f"{mode:o} {_hash(path) if path.is_file() else 'folder'}"
    return found | {f"{STORE}/{name}": mode for name, mode in _unnamed(store).items()}


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _held(store: Path) -> str:
    if not DeltaTable.is_deltatable(str(store)):
        return ""
    lines = content(store)
    return f"{lines.height} lines, {hashlib.sha256(lines.write_csv().encode()).hexdigest()[:16]}"


def _unnamed(store: Path) -> dict[str, str]:
    """Return the files and folders of a store that none of its versions needs, with their modes."""
    named: set[Path] = {store / "_delta_log"}
    if DeltaTable.is_deltatable(str(store)):
        for version in range(DeltaTable(str(store)).version() + 1):
            files = [Path(uri) for uri in DeltaTable(str(store), version=version).file_uris()]
            named |= {*files, *(file.parent for file in files), store / "_delta_log" / f"{version:020}.json"}
    return {
        str(path.relative_to(store)): f"{stat.S_IMODE(path.stat().st_mode):o}"
        for path in sorted(store.rglob("*"))
        if path not in named
    }


ONE_LINE = re.compile(r"(clvcli: warning\[CLVN\d+\]: [^\n]+\n(hint: [^\n]+\n)?)*"
                      r"(?P<error>clvcli: error\[(?P<code>CLV\d+)\]: [^\n]+\n\nhint: [^\n]+\n)?")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a writing is held against: the folder as it was, and as it is when all went well."""

    writing: Writing
    before: State
    after: State

    def complaints(self, run: Run, room: Room, *, statuses: tuple[int, ...] = (73, 74)) -> list[str]:
        """Return what is not as promised after a run that a fault befell, and that could tidy up."""
        now = state_of(room.work)
        found = [*self._of_words(run, room, statuses), *self._of_state(now), *_of_places(run)]
        if not run.exit_code and any(now.get(name) != held for name, held in self.after.items()):
            found.append("it says that it is done, and is not")
        if run.struck is not None and run.struck.kind == REMOVE:
            return found  # what could not be removed is left, for the next run
        left = set(now) - set(self.before) - set(self.after)
        return [*found, *(f"left: {name}" for name in sorted(left)), *_in_temporary(room)]

    def complaints_of_killed(self, run: Run, room: Room) -> list[str]:
        """Return what is not as promised after a run that was killed.

        A draft is as private as what it replaces or becomes.
        """
        now = state_of(room.work)
        left = set(now) - set(self.before) - set(self.after)
        modes = {name: now[name].split()[0] for name in left}
        places = [
            state[name] for state in (self.before, self.after) for name in self.writing.changes if name in state
        ]
        private = {"600", "700", *(place.split()[0] for place in places)}
        found = [*self._of_state(now), *_of_places(run)]
        return found + [f"not private: {name} {mode}" for name, mode in modes.items() if mode not in private]

    def complaints_of_next(self, run: Run, room: Room) -> list[str]:
        """Return what is not as promised after the run that follows a fault."""
        if run.exit_code:
            return [f"the next run ends with {run.exit_code}: {run.stderr}"]
        now = state_of(room.work)
        wrong = sorted(name for name in {*now, *self.after} if now.get(name) != self.after.get(name))
        return [*(f"after the next run: {name}" for name in wrong), *_in_temporary(room)]

    def _of_words(self, run: Run, room: Room, statuses: tuple[int, ...]) -> list[str]:
        said = ONE_LINE.fullmatch(run.stderr)
        if run.exit_code and run.exit_code not in statuses:
            return [f"status {run.exit_code}: {run.stderr}"]
        if said is None or (bool(run.exit_code) != bool(said["error"]) and run.exit_code < 128):
            return [f"said with {run.exit_code}: {run.stderr}"]
        if said["error"] and str(room.root) in run.stderr and "tmp" not in run.stderr:
            return [f"names a path nobody typed: {run.stderr}"]
        return []

    def _of_state(self, now: State) -> list[str]:
        known = {*self.before, *self.after}
        return [
            f"neither old nor new: {name}"
            for name in known
            if now.get(name) not in {self.before.get(name), self.after.get(name)}
        ]


def _of_places(run: Run) -> list[str]:
    return [f"touched: {call.name} {call.target}" for call in run.outside]


def _in_temporary(room: Room) -> list[str]:
    return [f"left for good: {path.name}" for path in room.temporary.iterdir()]


def not_on_disk(run: Run, room: Room) -> list[str]:
    """Return what a run has not seen to: content flushed before a name changes, the folders of names afterwards.

    An entry of a store's log is linked by Delta Lake, which does not flush it: we do, before the run says it is done.
    """
    found: list[str] = []
    dirty: set[str] = set()
    named: set[str] = set()
    for call in run.calls:
        if call.kind == WRITE:
            dirty.add(call.target)
        elif call.kind == FLUSH:
            dirty.discard(call.target)
            named.discard(call.target)
        elif call.kind in {RENAME, MAKE}:
            named.add(str(Path(call.target).parent))
            if call.paths[0] in dirty:
                dirty.add(call.target)
                if "_delta_log" not in call.target:
                    found.append(f"renamed before it was flushed: {call.target}")
    after = [f"never flushed: {path}" for path in sorted(dirty | named) if Path(path).exists()]
    return found + [text for text in after if str(room.temporary) not in text]
