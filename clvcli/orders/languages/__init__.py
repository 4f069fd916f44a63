"""One declarative file per language; adding a language touches nothing else."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from clvcli.orders.languages.base import Language

__all__ = ["Language", "languages"]


@cache
def languages() -> tuple[Language, ...]:
    """Return every declared language, English first."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    declared = [module.LANGUAGE for module in modules if hasattr(module, "LANGUAGE")]
    return tuple(sorted(declared, key=lambda language: (language.code != "en", language.code)))
