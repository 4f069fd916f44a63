"""Options whose value may be left out: `--excel` and `--excel eu`.

The parser knows flags and options with a value, and nothing between.  So a bare one is spelled out before the line
is parsed; only a word that is a value of the option is taken for its value, so that no file name ever is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from clvcli.output.targets import Excel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OPTIONAL: Mapping[str, Sequence[str]] = {"--excel": get_args(Excel)}
"""Option -> its values, the first of which it has where none is given."""


def spelled_out(words: Sequence[str]) -> list[str]:
    """Return a command line in which each of these options has its value: `--excel eu` is `--excel=eu`."""
    rest, spelled = list(words), list[str]()
    while rest:
        word = rest.pop(0)
        if word == "--":
            return [*spelled, word, *rest]
        known = OPTIONAL.get(word)
        if known is None:
            spelled.append(word)
        else:
            value = rest.pop(0) if rest and rest[0].lower() in known else known[0]
            spelled.append(f"{word}={value}")
    return spelled
