"""CLV52x: what to do about segments, as a file says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.errors.base import nearest
from clvcli.errors.usage import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

_START = "clvcli config actions > actions.toml writes one to edit"


class ActionBookError(UsageError):
    """The file given with `--actions` is not an action book, or says something that cannot be meant.

    An action book is TOML: under `[SCHEME.SEGMENT]`, such as `[tiers.gold]` or `[rfm.at_risk]`, it says the
    `action`, and perhaps its `channel` and `owner`, within how many days (`window_days`), and the largest share
    that may be spent (`ceiling`) and of what (`of`).  The segment `"*"` is any other of the scheme.
    `clvcli config actions > actions.toml` writes the book that is used without one; `--lang da` and `--lang sv`
    write it in Danish and Swedish.  All that is wrong with a book is said at once.
    """

    code = "CLV521"

    @classmethod
    def no_text(cls, name: str) -> ActionBookError:
        """Of a file that holds something else than text."""
        return cls(f"{name} cannot be read as text", hint=_START)

    @classmethod
    def not_toml(cls, name: str, reason: str) -> ActionBookError:
        """Of a file that stops being TOML, and where."""
        return cls(f"{name} is not TOML: {reason[:1].lower()}{reason[1:]}", hint=_START)

    @classmethod
    def empty(cls, name: str) -> ActionBookError:
        """Of a file that says nothing of any segment."""
        return cls(f"{name} says of no segment what to do", hint=_START)

    @classmethod
    def unknown(cls, name: str, where: str, what: str, word: str, known: Iterable[str]) -> ActionBookError:
        """Of a scheme, segment or key that there is not: the one probably meant, else all there are."""
        known = list(known)
        near = nearest(word, known)
        hint = f"`{near}`" if near else f"one of {', '.join(known)}"
        return cls(f"{name}: `{where}`: there is no {what} `{word}`", hint=hint)

    @classmethod
    def unfit(cls, name: str, where: str, *, wanted: str) -> ActionBookError:
        """Of a key that is not what is `wanted`."""
        return cls(f"{name}: `{where}` is not {wanted}", hint=_START)

    @classmethod
    def lacks(cls, name: str, where: str) -> ActionBookError:
        """Of a segment without a key that it needs."""
        return cls(f"{name} lacks `{where}`", hint=_START)
