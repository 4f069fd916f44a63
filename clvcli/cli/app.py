"""The entry point: answers to signals first, then reads the command line."""

from __future__ import annotations

import sys

from clvcli.errors import ExitCode


def main() -> None:
    """Run clvcli on the arguments of this process."""
    from clvcli.cli import signals

    try:
        signals.install()
        from clvcli.cli.tree import app

        app(prog_name="clvcli")
    except KeyboardInterrupt:
        sys.exit(ExitCode.INTERRUPTED)
    except signals.TerminatedError:
        sys.exit(ExitCode.TERMINATED)
