"""Faults tried on a command that writes: at some of its calls or at every one, and what is wrong after each."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.promises.faults import SIGNALS, Fault, Room, Run
from tests.promises.syscalls import REMOVE
from tests.promises.writing import STORE, WRITINGS, Outcome, furnish, state_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tests.promises.faults import Way
    from tests.promises.writing import Writing

MOST_CALLS = 1000

ENDED_BY = {"terminated": (0, 143), "interrupted": (0, 130)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A command, a folder in which it can be run as often as one likes, and what it does there."""

    writing: Writing
    start: Path
    """What the folder holds before."""
    room: Room
    outcome: Outcome
    whole: Run
    """A run that nothing befell."""

    @classmethod
    def of(cls, name: str, base: Path) -> Prepared:
        """Prepare a command of WRITINGS in an empty folder; its targets hold something old, its store something."""
        writing, start, room = WRITINGS[name], base / "start", Room(root=base / "room")
        furnish(start)
        for command in writing.first:
            assert room.furnished(start).run(command.split()).exit_code == 0
            shutil.rmtree(start)
            shutil.copytree(room.work, start)
        for target in writing.replaced:
            (start / target).write_text("# old\n")
            (start / target).chmod(0o640)
        whole = room.furnished(start).run(writing.args, large=writing.large)
        assert whole.exit_code == 0, whole.stderr
        outcome = Outcome(writing=writing, before=state_of(start), after=state_of(room.work))
        assert {*writing.changes} <= {
            name for name in outcome.after if outcome.before.get(name) != outcome.after[name]
        }
        return cls(writing=writing, start=start, room=room, outcome=outcome, whole=whole)

    def befall(self, fault: Fault) -> Run:
        """Run the command from the beginning with a fault."""
        return self.room.furnished(self.start).run(self.writing.args, fault, large=self.writing.large)

    def complaints(self, run: Run, way: Way) -> list[str]:
        """Return what is wrong after a run, and, where it could not tidy up, after the next one."""
        if way == "killed":
            return [*self.outcome.complaints_of_killed(run, self.room), *self._after_next()]
        statuses = ENDED_BY[way] if way in SIGNALS else (73, 74)
        found = self.outcome.complaints(run, self.room, statuses=statuses)
        if way in SIGNALS and run.seconds_left > 1:
            found.append(f"stops after {run.seconds_left:.1f} s")
        left = run.struck is not None and run.struck.kind == REMOVE
        return [*found, *(self._after_next() if left else [])]

    def _after_next(self) -> list[str]:
        for name in self.writing.once:
            if (self.room.work / name).is_dir():
                shutil.rmtree(self.room.work / name)
            else:
                (self.room.work / name).unlink(missing_ok=True)
        return self.outcome.complaints_of_next(
            self.room.run(self.writing.args, large=self.writing.large), self.room
        )

    def try_at(self, way: Way, numbers: Iterable[int]) -> Tried:
        """Let a fault befall a run at each of these calls, as long as there are so many."""
        tried = Tried()
        for number in numbers:
            run = self.befall(Fault(way=way, at=number))
            if run.struck is None:
                break
            tried.note(f"{way} at {number}, {run.struck.name} {run.struck.target}", self.complaints(run, way))
        return tried

    def try_after(self, way: Way, moments: Iterable[float]) -> Tried:
        """Send a signal after each of these seconds."""
        tried = Tried()
        for moment in moments:
            run = self.befall(Fault(way=way, after=moment))
            tried.note(f"{way} after {moment:.2f} s", self.complaints(run, way))
        return tried

    def calls(self) -> range:
        """Return the numbers of all calls, and more: a fault may make some."""
        return range(1, MOST_CALLS)

    def some(self, count: int, *, seed: int) -> Iterator[int]:
        """Yield the numbers of a few calls, spread evenly."""
        total = len(self.whole.calls)
        return iter(sorted({1 + (seed + total * place // count) % total for place in range(count)}))


class Tried:
    """How many faults were tried, and what was wrong after them."""

    def __init__(self) -> None:
        self.count = 0
        self.wrong: list[str] = []

    def note(self, what: str, complaints: list[str]) -> None:
        """Count a fault."""
        self.count += 1
        self.wrong += [f"{what}: {complaint}" for complaint in complaints]


__all__ = ["STORE", "Prepared", "Tried"]
