import sys

sys.stdout.isatty = lambda: True  # type: ignore[method-assign]  # as at a terminal
