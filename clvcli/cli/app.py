"""The entry point: answers to signals first, then reads the command line."""

from __future__ import annotations

import signal
import sys


def main() -> None:
    """Run clvcli on the arguments of this process."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until ours is in place, Ctrl-C ends the process without a word
    from clvcli.cli import signals
    from clvcli.errors import ExitCode
    from clvcli.output.terminal import keep_native_messages_out

    try:
        signals.install()
        if "--debug" not in sys.argv:
            keep_native_messages_out()
        from clvcli.cli.tree import app

        app(prog_name="clvcli")
    except KeyboardInterrupt:
        sys.exit(ExitCode.INTERRUPTED)
    except signals.TerminatedError:
        sys.exit(ExitCode.TERMINATED)
    finally:
        signals.ignore()
