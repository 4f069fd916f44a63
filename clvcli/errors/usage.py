"""CLV5xx: options and configuration."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from clvcli.errors.base import ClvError, ExitCode, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable


class UsageError(ClvError):
    """The options or the configuration are wrong."""

    exit_code = ExitCode.USAGE


class DialectOptionError(UsageError):
    """`--encoding` or `--separator` holds something that is neither.

    An encoding has a name Python knows (utf-8, cp1252, utf-16, latin-1); a separator is one character,
    or `tab`, or `blanks` for columns aligned with blanks.
    """

    code = "CLV203"

    @classmethod
    def encoding(cls, value: str) -> DialectOptionError:
        """Say that no encoding has that name."""
        return cls(f"no encoding is called `{value}`", hint="--encoding cp1252")

    @classmethod
    def separator(cls, value: str) -> DialectOptionError:
        """Say that a separator is one character."""
        return cls(f"`{value}` cannot separate cells", hint="--separator ';'")


class UnknownCommandError(UsageError):
    """The first word after `clvcli` is not a command.

    Commands are never shortened.  A file needs a command in front of it: `clvcli compute orders.csv`.
    """

    code = "CLV501"

    @classmethod
    def named(cls, word: str, commands: Iterable[str], *, is_file: bool) -> UnknownCommandError:
        """Say which command was probably meant; a file is meant to be computed."""
        if is_file:
            return cls(f"{word} is a file, and a command comes first", hint=f"clvcli compute {shlex.quote(word)}")
        near = nearest(word, commands) or next((name for name in commands if name.startswith(word)), None)
        return cls(f"no command `{word}`", hint=f"clvcli {near}" if near else "clvcli --help")


class UnknownOptionError(UsageError):
    """A command has no option of that name.

    Options are never shortened.  `clvcli COMMAND --help` lists those a command has.
    """

    code = "CLV502"

    @classmethod
    def named(cls, option: str, command: str, near: str | None) -> UnknownOptionError:
        """Say which option was probably meant."""
        return cls(f"`{command}` has no option {option}", hint=near or f"{command} --help")

    @classmethod
    def misplaced(cls, option: str) -> UnknownOptionError:
        """Say that an option of a command stands in front of the command."""
        return cls(f"{option} stands before the command", hint=f"clvcli COMMAND {option} ..., the command first")


class BadValueError(UsageError):
    """An option, an environment variable or a key of clvcli.toml holds something that cannot be meant.

    The message names the place the value came from.  A rate is written `10%` or `0.10`, a period `36m`,
    `52w`, `365d` or `2y`, a day `2024-06-30`.
    """

    code = "CLV503"

    @classmethod
    def of(cls, place: str, reason: str, hint: str | None = None) -> BadValueError:
        """Say where the value stands and why it cannot be used."""
        return cls(f"{place}: {reason}", hint=hint)

    @classmethod
    def missing(cls, option: str, command: str) -> BadValueError:
        """Say that an option was given without its value."""
        return cls(f"{option} needs a value", hint=f"{command} --help")

    @staticmethod
    def choice_reason(word: str, choices: Iterable[str]) -> tuple[str, str]:
        """Return the reason and the hint for a word that is none of the choices."""
        choices = list(choices)
        return f"`{word}` is not a choice", nearest(word.lower(), choices) or "one of " + ", ".join(choices)


class MissingInputError(UsageError):
    """A command was given nothing to read, or nothing to explain.

    Standard input is read only where `-` stands for it, so that a job without a terminal never waits.
    """

    code = "CLV504"

    @classmethod
    def of(cls, command: str, argument: str) -> MissingInputError:
        """Say which argument is missing; an input can be a pipe."""
        hint = "to read from a pipe, write -" if argument == "INPUT" else f"{command} --help"
        return cls(f"`{command}` needs {argument}", hint=hint)


class UnexpectedArgumentError(UsageError):
    """More words were given than the command can use."""

    code = "CLV505"

    @classmethod
    def of(cls, words: str, command: str) -> UnexpectedArgumentError:
        """Say which words are too many."""
        return cls(f"`{command}` cannot use {words}", hint=f"{command} --help")


class ConfigUnreadableError(UsageError):
    """A configuration file is missing, cannot be read, or is not TOML.

    `clvcli config init` writes a file to start from; `--no-config` runs without any.
    """

    code = "CLV506"

    @classmethod
    def missing(cls, path: str) -> ConfigUnreadableError:
        """Say that the file that was asked for does not exist."""
        return cls(f"no configuration file {path}", hint="clvcli config init")

    @classmethod
    def unreadable(cls, path: str) -> ConfigUnreadableError:
        """Say that a file cannot be read as text."""
        return cls(f"{path} cannot be read as text", hint="clvcli --no-config COMMAND ... leaves it out")

    @classmethod
    def not_toml(cls, path: str, reason: str, line: int) -> ConfigUnreadableError:
        """Say on which line a file stops being TOML."""
        return cls(f"{path}:{line}: {reason}", hint='write KEY = "VALUE", one on a line')


class UnknownSettingsError(UsageError):
    """A configuration file or the environment sets something that does not exist or cannot be meant.

    Every such place is listed at once, with its line.  `clvcli config show` prints the keys that are set,
    `clvcli config init` a file with all of them.
    """

    code = "CLV507"

    def __init__(self, message: str, *, hint: str | None = None, others: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint=hint)
        self.others = others

    @classmethod
    def of(cls, problems: Iterable[str]) -> UnknownSettingsError:
        """List the places; the last one carries the hint."""
        *others, last = problems
        return cls(last, hint="clvcli config init writes a file with every key", others=tuple(others))

    def told(self) -> list[ClvError]:
        """Return an error for each place; those before the last have no hint."""
        return [*(UnknownSettingsError(other) for other in self.others), self]


class UnknownTopicError(UsageError):
    """`explain` was asked for something it does not know.

    It knows the codes of errors and notes, the columns of the results, the models, the formulas, the segments,
    the formats and the settings, and lists each kind: `clvcli explain formats`.
    """

    code = "CLV508"

    @classmethod
    def named(cls, word: str, topics: Iterable[str]) -> UnknownTopicError:
        """Say which topic was probably meant."""
        near = nearest(word, topics)
        return cls(f"nothing is known of `{word}`", hint=f"clvcli explain {near or ''}".rstrip())


class ConfigExistsError(UsageError):
    """`config init` never writes over a file that is there."""

    code = "CLV509"

    @classmethod
    def at(cls, path: str) -> ConfigExistsError:
        """Say which file stands in the way."""
        return cls(f"{path} exists and is left as it is", hint="clvcli config validate")


class OptionsDisagreeError(UsageError):
    """Options were given that cannot be meant together, or that cannot change the inputs they stand beside.

    What `compute` wrote is read and valued already: its currency, tax, horizon, margin and model are settled,
    and only the orders can be read and valued otherwise.  A saved model knows its margin, and is one for all.
    A formula has no model, and a model no assumptions.
    """

    code = "CLV510"

    @classmethod
    def settled(cls, option: str) -> OptionsDisagreeError:
        """Say that values were computed with another setting, or may have been."""
        return cls(f"--{option} cannot change values that compute wrote", hint=f"give the orders, with --{option}")

    @classmethod
    def settled_lines(cls, option: str) -> OptionsDisagreeError:
        """Say that order lines were read and settled by `ingest`, and by whom each was bought."""
        message = f"--{option} cannot change order lines that ingest has settled"
        return cls(message, hint=f"clvcli ingest the exports with --{option}")

    @classmethod
    def needs_orders(cls, what: str) -> OptionsDisagreeError:
        """Say that what was asked for is made from purchase days, which values do not tell."""
        return cls(f"{what} needs the orders, and these are values", hint="give the orders instead of the values")

    @classmethod
    def not_values(cls, name: str) -> OptionsDisagreeError:
        """Say that a file to compare with is none that `compute` or `segment` wrote."""
        return cls(f"--compare-to {name} holds no values", hint="a file that compute or segment wrote")

    @classmethod
    def mixed(cls) -> OptionsDisagreeError:
        """Say that orders and values cannot be joined."""
        return cls("some inputs hold orders and others what compute wrote", hint="give the orders alone")

    @classmethod
    def without(cls, asked: str, needed: str) -> OptionsDisagreeError:
        """Say that what was asked for is made from a file or column that was not named."""
        return cls(f"{asked} needs {needed}", hint=f"add {needed}")

    @classmethod
    def one_of(cls, first: str, second: str) -> OptionsDisagreeError:
        """Say that two options ask for two results."""
        return cls(f"{first} and {second} ask for two results", hint=f"leave out {second}")

    @classmethod
    def plain(cls, asked: str) -> OptionsDisagreeError:
        """Say that personal data would leave as they are, which has to be asked for."""
        return cls(f"{asked} writes e-mails and phones in plain text", hint="add --show-identity if that is meant")

    @classmethod
    def without_cuts(cls, option: str) -> OptionsDisagreeError:
        """Say that a way of sorting is of the customers at hand, and draws no lines that could be kept."""
        return cls(f"{option} draws no lines, so there are no cut points of it", hint=f"leave out {option}")

    @classmethod
    def of_each(cls, table: str) -> OptionsDisagreeError:
        """Say that rows of single customers are nothing to share."""
        message = f"--share hides small counts, and --table {table} is of single customers"
        return cls(message, hint="--table segments")

    @classmethod
    def two_targets(cls) -> OptionsDisagreeError:
        """Say that order lines go into a store or into a file."""
        return cls("--into and -o are two places for the same order lines", hint="leave out -o")

    @classmethod
    def formulas(cls, option: str) -> OptionsDisagreeError:
        """Say that formulas have no model, no single customer, and no groups but currencies."""
        return cls(
            f"--{option} cannot change formulas, which are of an average customer", hint=f"leave out --{option}"
        )

    @classmethod
    def assumed(cls) -> OptionsDisagreeError:
        """Say that a model is fitted, so that nothing can be assumed for it."""
        return cls("--assume gives inputs of formulas, and a model takes none", hint="--method formula")

    @classmethod
    def no_csv(cls, chosen: str) -> OptionsDisagreeError:
        """Say that a result is not written in the one format that is meant for Excel's double click."""
        return cls(f"--excel is a way to write csv, and the result is written as {chosen}", hint="-o FILE.csv")

    @classmethod
    def saved(cls, option: str) -> OptionsDisagreeError:
        """Say that a saved model was learnt with another setting, or may have been."""
        return cls(f"--{option} cannot change a model that was saved", hint=f"leave out --{option}")
