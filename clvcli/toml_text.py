"""TOML as people write it: read, or refused with the reason, whatever stands in it."""

from __future__ import annotations

from typing import Any


def toml_of(text: str) -> dict[str, Any]:
    """Return what TOML says; raises ValueError with the reason, and the position where there is one."""
    import tomllib

    try:
        document = tomllib.loads(text)
        numbers_fit = _numbers_fit(document)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except ValueError:
        numbers_fit = False
    if not numbers_fit:
        raise ValueError("a number is too long")
    return document


def _numbers_fit(value: object) -> bool:
    """Tell whether no whole number is longer than TOML allows, which are 64 bits."""
    if isinstance(value, dict):
        return all(map(_numbers_fit, value.values()))
    if isinstance(value, list):
        return all(map(_numbers_fit, value))
    return not isinstance(value, int) or -(1 << 63) <= value < 1 << 63
