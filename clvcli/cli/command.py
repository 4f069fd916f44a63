"""A command and the group of commands, as this program wants Typer's: plain help, own settings, own errors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer import TyperException
from typer.core import TyperCommand, TyperGroup

from clvcli.cli import funnel, usage
from clvcli.cli.optional_values import spelled_out
from clvcli.cli.reader import read_with_reader
from clvcli.errors import UnknownCommandError, UnknownOptionError, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

Context = Any
"""The base of `typer.Context`, which Typer keeps private; so is its formatter."""
HelpFormatter = Any


class ClvCommand(TyperCommand):
    """A command whose options also come from files and the environment, and whose help ends in examples."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Look up the settings, then parse: what the line does not say comes from them."""
        from clvcli.cli import settings  # only where a command is about to run

        args = args if ctx.resilient_parsing else spelled_out(args)
        read_with_reader(self.get_params(ctx))
        try:
            if not ctx.resilient_parsing:
                given, _, _ = self.make_parser(ctx).parse_args(list(args))
                if settings.are_taken(self.name, given):
                    settings.apply(ctx, self, {name: value for name, value in given.items() if value is not None})
            return super().parse_args(ctx, args)
        except TyperException as error:
            raise usage.translated(error, ctx.command_path) from None

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """Return the words after the command in the usage line: what must be given stands bare."""
        pieces = [piece for param in self.get_params(ctx) for piece in _usage_of(param)]
        return [*pieces, "[OPTION]..."]

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the arguments, then the options under the heading of their group."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):
            record = _record_of(param, ctx)
            if record is not None:
                sections.setdefault(_section_of(param), []).append(record)
        for title, records in sections.items():
            with formatter.section(title):
                formatter.write_dl(records)

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the examples as they are typed, never wrapped."""
        from clvcli.cli.examples import EXAMPLES

        examples = EXAMPLES.get(ctx.command.name, ())
        if examples:
            with formatter.section("Examples"):
                for example in examples:
                    formatter.write(f"  # {example.purpose}\n  {example.line}\n")


class ClvGroup(TyperGroup):
    """The program: finds the command, and lets nothing leave but one line and a documented status."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Context:
        """Parse the line; what is wrong with it is said in one line."""
        with funnel.one_line(funnel.Manner()):
            return super().make_context(info_name, args, parent=parent, **extra)

    def invoke(self, ctx: Context) -> Any:
        """Run the command; whatever goes wrong is said in one line."""
        manner = ctx.meta.setdefault("clvcli.manner", funnel.Manner(debug="--debug" in ctx.args))
        with funnel.one_line(manner):
            return super().invoke(ctx)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Let the options of every command stand before its name as well."""
        read_with_reader(self.get_params(ctx))
        hoisted = args if ctx.resilient_parsing else self._hoisted(ctx, args)
        return super().parse_args(ctx, hoisted)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the command; raises UnknownCommandError with the one that was probably meant."""
        word = args[0]
        if word not in self.list_commands(ctx) and not ctx.resilient_parsing:
            raise UnknownCommandError.named(word, self.list_commands(ctx), is_file=_looks_like_file(word))
        return super().resolve_command(ctx, args)

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002  (Typer's signature)
        """Write the exit statuses, which scripts rely on, and where to read on."""
        with formatter.section("Exit status"):
            formatter.write_dl(list(funnel.STATUSES.items()))
        formatter.write("\nclvcli COMMAND --help shows a command, clvcli explain TOPIC a column, model or error.\n")

    def _hoisted(self, ctx: Context, args: Sequence[str]) -> list[str]:
        """Move options in front of the command behind it."""
        options: list[tuple[str, Any]] = [(name, param) for param in self.get_params(ctx) for name in param.opts]
        flags = {name for name, param in options if param.is_flag or param.count}
        taking = {name for name, _ in options} - flags
        rest, moved = list(args), []
        own = {name for name in flags if name in {"-h", "--help", "-V", "--version"} or "completion" in name}
        while rest and rest[0].startswith("-") and rest[0] not in own:
            word = rest.pop(0)
            name = word.partition("=")[0]
            if name not in taking and word not in flags and not _is_short_cluster(word, flags):
                raise self._unknown(ctx, name, [*taking, *flags])
            moved.append(word)
            if name in taking and "=" not in word and rest:
                moved.append(rest.pop(0))
        return [rest[0], *moved, *rest[1:]] if rest else moved

    def _unknown(self, ctx: Context, name: str, known: Sequence[str]) -> UnknownOptionError:
        """Return the error for an option in front of the command: one of a command's, or of none."""
        commands: list[Any] = [self.get_command(ctx, command) for command in self.list_commands(ctx)]
        if any(name in param.opts for command in commands for param in command.params):
            return UnknownOptionError.misplaced(name)
        return UnknownOptionError.named(name, "clvcli", nearest(name, known))


def _is_short_cluster(word: str, flags: set[str]) -> bool:
    """Tell whether a word is several short flags together, such as `-vv`."""
    return word[1:2] != "-" and all(f"-{letter}" in flags for letter in word[1:])


def _looks_like_file(word: str) -> bool:
    return word == "-" or "." in word or "/" in word or Path(word).is_file()


def _usage_of(param: Any) -> list[str]:
    if param.param_type_name != "argument":
        return []
    name = param.metavar or param.name.upper()
    return [f"{name}..." if param.nargs == -1 else name if param.required else f"[{name}]"]


def _record_of(param: Any, ctx: Context) -> tuple[str, str] | None:
    """Return what `--help` says of a parameter; an argument's type says nothing to a user."""
    if param.param_type_name == "argument":
        return _usage_of(param)[0], param.help or ""
    record: tuple[str, str] | None = param.get_help_record(ctx)
    return record


def _section_of(param: Any) -> str:
    if param.param_type_name == "argument":
        return "Arguments"
    return getattr(param, "rich_help_panel", None) or "Any command"
