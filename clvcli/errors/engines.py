"""CLV53x: engines other than Polars."""

from __future__ import annotations

from clvcli.errors.usage import UsageError


class EngineMissingError(UsageError):
    """An engine was asked for with `--engine`, and it is not installed, or what it runs on is not.

    Polars comes with clvcli.  DuckDB and Spark are extras, `pip install 'clvcli[duckdb]'` and `'clvcli[spark]'`;
    Spark needs Java 17 or later beside it, which is the user's, on PATH or at JAVA_HOME.
    """

    code = "CLV531"

    @classmethod
    def library(cls, engine: str) -> EngineMissingError:
        """Say that the package is not installed."""
        return cls(f"the engine {engine} is not installed", hint=f"pip install 'clvcli[{engine}]'")

    @classmethod
    def java(cls) -> EngineMissingError:
        """Say that Spark finds no Java."""
        return cls(
            "Spark runs on Java, and there is none on PATH or at JAVA_HOME",
            hint="install Java 17, or --engine duckdb",
        )


class EngineNotForError(UsageError):
    """An engine was asked for with `--engine`, and cannot do what the other words of the command ask for.

    An engine makes customers of order lines that clvcli has understood before: one Parquet file or one store that
    `clvcli ingest` wrote.  Exports in any other form, and options that change the lines, are for `ingest`.
    A result that ends in `/` stays in the engine from lines to values; it is made by a model that is named with
    `--model` or saved with `--save-model`, and of net revenue or of one `--margin`.
    """

    code = "CLV532"

    @classmethod
    def input(cls, engine: str, name: str) -> EngineNotForError:
        """Say that an input holds no order lines of clvcli."""
        return cls(
            f"{engine} reads order lines that `ingest` wrote, one Parquet file or one store; {name} is none",
            hint=f"clvcli ingest {name} -o orders.parquet, then --engine {engine} on that",
        )

    @classmethod
    def several(cls, engine: str) -> EngineNotForError:
        """Say that several inputs are settled together, which an engine cannot."""
        return cls(
            f"{engine} reads one Parquet file or one store of order lines, and there are several inputs",
            hint="clvcli ingest INPUT ... -o orders.parquet settles them together",
        )

    @classmethod
    def option(cls, engine: str, option: str) -> EngineNotForError:
        """Say that an option changes lines, which the engine reads as they are."""
        return cls(
            f"{engine} reads order lines as they are, and {option} changes them",
            hint=f"give {option} to `clvcli ingest`, which writes the lines for {engine}",
        )

    @classmethod
    def there(cls, engine: str, wanted: str, hint: str) -> EngineNotForError:
        """Say that values that stay in the engine cannot have something."""
        return cls(f"values that stay in {engine}, as -o FOLDER/ asks for, {wanted}", hint=hint)


class EngineFailedError(UsageError):
    """An engine stopped in the middle: no memory or room on its disk, a file that it cannot read, a lost cluster.

    The message is its own, shortened.  Nothing was written.
    """

    code = "CLV533"

    @classmethod
    def said(cls, engine: str, words: str) -> EngineFailedError:
        """Repeat the first line of what the engine said."""
        first = next((line.strip() for line in words.splitlines() if line.strip()), "no reason given")
        return cls(f"{engine} stopped: {first[:200]}", hint="--engine polars does the same on this machine")
