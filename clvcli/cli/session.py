"""One run of a command: its streams, its voice, what it found worth saying, and the facts `--stats` prints."""

from __future__ import annotations

import glob
import os
import shlex
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from clvcli import __version__
from clvcli.cli.acting import ACTIONS
from clvcli.cli.auditing import SHOP
from clvcli.cli.costing import COSTS
from clvcli.cli.files_apart import check_apart
from clvcli.cli.funnel import Manner
from clvcli.cli.in_force import in_force
from clvcli.cli.options import OF_THE_FILE, READING, VALUING
from clvcli.cli.run import spoken
from clvcli.cli.segmenting import SEGMENTING
from clvcli.cli.settings import long_name
from clvcli.config import LANGUAGES
from clvcli.errors import DoubtError, OptionsDisagreeError
from clvcli.output.diagnostics import DEBUG, NORMAL, QUIET, Diagnostics, masked
from clvcli.output.made import source_date
from clvcli.output.targets import check_target, choose_format, format_of_name, is_standard_output
from clvcli.output.terminal import Streams, streams_of_process

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl
    import typer

    from clvcli.cli.options import Target
    from clvcli.cli.run import Run
    from clvcli.cli.settings import Origin
    from clvcli.config import LanguageCode
    from clvcli.notes import Note
    from clvcli.output.in_force import InForce
    from clvcli.output.rows import Rows
    from clvcli.output.settled import Fact
    from clvcli.output.words.language import Language

OF_SEGMENT = frozenset({"cross", "keep-within", "profile", "save-cuts", "summary", "table"})
"""Options of `segment` that the next command has not."""

RESTING = (READING, VALUING, COSTS, SEGMENTING, ACTIONS, SHOP)
"""Headings of the options that change what a result says, not where it goes or how it looks."""


@dataclass(slots=True, kw_only=True)
class Session:
    """What the steps of a command share."""

    command: str
    streams: Streams
    voice: Diagnostics
    wants_stats: bool
    given: frozenset[str]
    """Options that stand on the command line."""
    typed: Mapping[str, Mapping[str, tuple[str, ...]]]
    """The same by the heading of `--help` they stand under, each with what one types for it."""
    settings: Sequence[InForce]
    """What the result rests on, given or left as it is."""
    started: float
    lang: LanguageCode = LANGUAGES[0]
    """What people read is written in."""
    notes: list[Note] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)
    rejects: tuple[pl.DataFrame, str] | None = None
    """Rejected rows, and the file beside the result that they belong in."""
    next_command: str | None = None
    said: set[str] = field(default_factory=set)
    """What was said by `say_once`."""

    def doubt(self, notes: Iterable[Note], *, strict: bool) -> None:
        """Keep notes for the end of the run, each once; under `--strict` raise DoubtError if one changes money."""
        for note in notes:
            if strict and note.changes_money:
                raise DoubtError.strictly(note.text, note.hint)
            if note not in self.notes:
                self.notes.append(note)

    @property
    def language(self) -> Language:
        """The words and figures of `lang`."""
        from clvcli.output.words.languages import language_of

        return language_of(self.lang)

    def about(self, inputs: Sequence[str]) -> dict[str, Fact]:
        """Return what a result should say of its run: the command, its inputs, and what is to be known of them."""
        from clvcli.orders.reading.sources import as_text

        notes = tuple(note.text for note in self.notes)
        return {"command": self.command, "input": tuple(masked(as_text(name)) for name in inputs), "note": notes}

    def typed_for_orders(self) -> tuple[str, ...]:
        """Return the options of the command line that reading and valuing the orders again would need."""
        return tuple(word for heading in (READING, VALUING, COSTS) for word in self._typed_under(heading))

    def typed_for_report(self) -> tuple[str, ...]:
        """Return the options of the command line that only a report has need of."""
        return tuple(word for heading in (SEGMENTING, ACTIONS, SHOP) for word in self._typed_under(heading))

    def given_for_orders(self) -> tuple[str, ...]:
        """Return the options of the command line that only the orders can still obey, sorted."""
        given = {option for heading in (READING, VALUING, COSTS) for option in self.typed.get(heading, ())}
        return tuple(sorted(given - OF_THE_FILE))

    def _typed_under(self, heading: str) -> list[str]:
        return [word for words in self.typed.get(heading, {}).values() for word in words]

    def suggest(self, command: str, target: Target, inputs: Sequence[str]) -> None:
        """Name the command that takes the result further, for the end of the run."""
        written = not is_standard_output(target.output) and not target.dry_run
        words = [str(target.output)] if written else [*inputs, *self.typed_for_orders()]
        words += [*self._typed_under(SEGMENTING), *self._typed_under(ACTIONS)]
        self.next_command = f"clvcli {command} {shlex.join(words)}"

    def write_rejects(self) -> None:
        """Write the rejected rows beside the result, once that is there: a run that fails leaves nothing."""
        if self.rejects is None:
            return
        from clvcli.cli.tables import rejects_rows
        from clvcli.output.rows import write_rows

        frame, path = self.rejects
        write_rows(rejects_rows(frame), output=path, format="csv", streams=self.streams)

    def wrote(self, place: str, what: str, *, left_alone: bool) -> None:
        """Say that a file was written, or that it had the same bytes already and was left alone."""
        if left_alone:
            self.facts["unchanged"] = True
        self.voice.say(f"unchanged: {place}" if left_alone else f"wrote {what} to {place}")

    def say_once(self, text: str) -> None:
        """Say a line that a run may come by twice: in parts, and at once where these do not do."""
        if text not in self.said:
            self.said.add(text)
            self.voice.say(text)

    def elapsed(self, step: str) -> None:
        """Say how long the run has taken up to the end of a step (`-vv`)."""
        self.voice.detail(f"{step}: {time.perf_counter() - self.started:.2f} s", at=DEBUG)

    def finish(self) -> None:
        """Show the result, and say what is to be said after it: notes, the next command, last the line of facts."""
        self.streams.release()
        for note in self.notes:
            self.voice.note(note)
        if self.next_command:
            self.voice.say(f"next: {self.next_command}")
        if self.wants_stats:
            seconds = round(time.perf_counter() - self.started, 3)
            self.voice.stats({"command": self.command, "version": __version__, **self.facts, "seconds": seconds})


def _texts_in(values: Iterable[object]) -> list[str]:
    """Return the texts among the values of parameters, those of lists one by one."""
    listed = [item for value in values for item in (value if isinstance(value, list | tuple) else [value])]
    return [item for item in listed if isinstance(item, str)]


def begin(ctx: typer.Context, run: Run) -> Session:
    """Open the session of a command, and let what goes wrong from here on speak with its voice.

    Raises BadValueError for a date of the sources that is none, and as `check_apart`, before any work.
    """
    voice = voice_of(ctx, run)
    manner = ctx.meta.setdefault("clvcli.manner", Manner())
    manner.voice, manner.debug, manner.inputs = voice, run.debug, _texts_in(ctx.params.values())
    source_date()
    check_apart(ctx)
    origins: Sequence[Origin] = ctx.meta.get("clvcli.origins", ())
    for origin in origins:
        voice.detail(_told(origin))
    return Session(
        command=ctx.info_name or "",
        streams=voice.streams,
        voice=voice,
        wants_stats=run.stats,
        given=frozenset(origin.option for origin in origins if origin.place.startswith("--")),
        typed=_typed(ctx, origins),
        settings=in_force(ctx.command.params, origins, RESTING),
        started=time.perf_counter(),
        lang=spoken(run.lang, os.environ),
    )


def voice_of(ctx: typer.Context, run: Run) -> Diagnostics:
    """Return the voice that the options of any command ask for."""
    choice = run.color if _on_command_line(ctx, "color") else "auto"
    environ = {"CLVCLI_COLOR": run.color, **os.environ}
    streams = streams_of_process(environ, color=choice, pages=not run.no_pager)
    return Diagnostics(streams=streams, verbosity=QUIET if run.quiet else min(NORMAL + run.verbose, DEBUG))


def destination(session: Session, target: Target, inputs: Sequence[str]) -> str:
    """Return the format of the result, and refuse a target that could not be written, before any work."""
    chosen = choose_format(
        target.output, target.output_format, stdout_is_terminal=session.streams.stdout_is_terminal
    )
    if target.output is not None:
        check_writable(target.output, inputs, target)
        implied = format_of_name(target.output)
        if implied not in {None, chosen}:
            session.voice.say(f"{target.output} is written as {chosen}, whatever its name says")
    check_looks(session, target, chosen)
    return chosen


def check_looks(session: Session, target: Target, chosen: str) -> None:
    """Raise OptionsDisagreeError where an option was typed that does nothing here; as settings they may be idle."""
    if "excel" in session.given and chosen != "csv":
        raise OptionsDisagreeError.no_csv(chosen)
    if "only-if-changed" in session.given and is_standard_output(target.output):
        raise OptionsDisagreeError.without("--only-if-changed", "-o FILE")


def check_writable(output: str, inputs: Sequence[str], target: Target) -> None:
    """Refuse an output that could not be written or is one of the inputs, also one that a pattern finds."""
    found = [name for pattern in inputs for name in (pattern, *glob.glob(pattern, recursive=True))]  # noqa: PTH207  (as the reader)
    check_target(output, inputs=found, clobber=not target.no_clobber)


def deliver(session: Session, rows: Rows, target: Target, chosen: str, *, sensitive: bool = True) -> None:
    """Write the rows where they belong, or say under `--dry-run` what would be written.

    `sensitive` is as in `write_rows`.
    """
    place = "standard output" if is_standard_output(target.output) else str(target.output)
    session.facts |= {"output": None if is_standard_output(target.output) else target.output, "format": chosen}
    if target.dry_run:
        session.voice.detail(
            f"would write {rows.frame.height:,} {rows.noun} to {place} as {chosen}; nothing is written", at=NORMAL
        )
        return
    from clvcli.output.rows import write_rows

    written = write_rows(
        replace(rows, language=session.language),
        output=target.output,
        format=chosen,
        sensitive=sensitive,
        streams=session.streams,
        **_looks(target),
    )
    session.write_rejects()
    session.facts["rows_written"] = written.shown
    if written.guarded:
        session.voice.say(
            f"{written.guarded:,} cells begin like a formula and got a leading '; --raw leaves them as they are"
        )
    if written.cut:
        session.voice.say(
            f"{written.cut:,} cells begin with 0 or have more than 15 digits: Excel drops some; an .xlsx keeps them"
        )
    if not is_standard_output(target.output):
        session.wrote(place, f"{written.shown:,} {rows.noun}", left_alone=written.left_alone)


def _looks(target: Target) -> dict[str, Any]:
    return {
        "excel": target.excel,
        "raw": target.raw,
        "decimals": target.decimals,
        "limit": target.limit,
        "wide": target.wide,
        "clobber": not target.no_clobber,
        "only_if_changed": target.only_if_changed,
    }


def _on_command_line(ctx: typer.Context, name: str) -> bool:
    source = ctx.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _typed(ctx: typer.Context, origins: Sequence[Origin]) -> dict[str, dict[str, tuple[str, ...]]]:
    given = {origin.option: origin.value for origin in origins if origin.place.startswith("--")}
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    params: Sequence[Any] = ctx.command.params
    for param in params:
        name, panel = long_name(param.opts), getattr(param, "rich_help_panel", None)
        if name not in given or panel is None or name in OF_SEGMENT:
            continue
        found.setdefault(panel, {})[name] = tuple(_words(name, given[name]))
    return found


def _words(name: str, value: object) -> list[str]:
    if isinstance(value, bool):
        return [f"--{name}" if value else f"--no-{name}"]
    texts = value if isinstance(value, list) else [value]
    return [word for text in texts for word in (f"--{name}", str(text))]


def _told(origin: Origin) -> str:
    over = f", over {', '.join(origin.over)}" if origin.over else ""
    value = ", ".join(map(str, origin.value)) if isinstance(origin.value, list) else origin.value
    return f"setting {origin.option} = {value} ({origin.place}{over})"
