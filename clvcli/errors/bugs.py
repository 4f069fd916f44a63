"""CLV9xx: a fault of clvcli itself."""

from __future__ import annotations

from clvcli.errors.base import ClvError, ExitCode


class BugError(ClvError):
    """A fault of clvcli itself."""

    exit_code = ExitCode.BUG


class UnfitNumberError(BugError):
    """A number of the result is infinite, not a number, or beyond all money.

    clvcli promises that no such value leaves it, so nothing was written.  Please report it with the command.
    """

    code = "CLV902"

    @classmethod
    def from_column(cls, column: str, rows: int) -> UnfitNumberError:
        """Say which column of a result holds numbers that cannot be written."""
        return cls(f"column {column} has {rows:,} values that are no finite numbers", hint="run again with --debug")


class MalformedReportError(BugError):
    """A table or a sentence of the report was put together wrongly: a fault of clvcli, please report it.

    Nothing was written.  `clvcli compute` and `clvcli segment` do not depend on the report.
    """

    code = "CLV930"

    @classmethod
    def uneven_rows(cls, table: str, width: int) -> MalformedReportError:
        """Make the error for a row that does not have one cell per column."""
        return cls(f"a row of the report table {table} does not have {width} cells")

    @classmethod
    def not_finite(cls, table: str) -> MalformedReportError:
        """Make the error for a cell that is infinite or not a number."""
        return cls(f"the report table {table} holds a number that is not finite")

    @classmethod
    def hole(cls, phrase: str, figure: str) -> MalformedReportError:
        """Make the error for a sentence with room for a figure that is not known."""
        return cls(f"the sentence {phrase} of the report has nothing to say for {figure}")

    @classmethod
    def no_table(cls, chart: str, table: str) -> MalformedReportError:
        """Make the error for a chart of a table that its section does not have."""
        return cls(f"the chart {chart} of the report draws the table {table}, which its section does not have")

    @classmethod
    def no_column(cls, chart: str, column: str) -> MalformedReportError:
        """Make the error for a chart of a column that its table does not have."""
        return cls(f"the chart {chart} of the report draws the column {column}, which its table does not have")

    @classmethod
    def no_picture(cls, chart: str) -> MalformedReportError:
        """Make the error for a drawing that is more than lines, fields and words."""
        return cls(f"the chart {chart} of the report was drawn with a document type of its own")


class UnexpectedFaultError(BugError):
    """Something happened that clvcli did not foresee: this is a fault of the program, not of your data.

    The crash file it names holds the program's own path to the fault and none of your data; please send
    it to the developers.  `--debug` prints the same on the terminal.
    """

    code = "CLV901"

    @classmethod
    def shown(cls, version: str) -> UnexpectedFaultError:
        """Say that what was shown is no fault of the user's."""
        return cls(f"a fault of clvcli {version} itself, shown above", hint="report it with the lines above")

    @classmethod
    def recorded(cls, version: str, path: str | None) -> UnexpectedFaultError:
        """Name the crash file, where one could be written."""
        where = f"details are in {path}" if path else "no crash file could be written"
        return cls(
            f"a fault of clvcli {version} itself; {where}",
            hint="run again with --debug to see it, and report it with the crash file",
        )
