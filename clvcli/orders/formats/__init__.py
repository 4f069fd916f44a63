"""One declarative file per system; adding a system touches nothing else.

Every module of this folder may declare `FORMATS`, the order exports of a system, and `NOT_ORDERS`, its files
that look like orders and are not.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

from clvcli.errors import UnknownSourceFormatError
from clvcli.orders.formats.base import Format, NotOrders

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["Format", "NotOrders", "format_named", "formats", "not_orders", "systems"]


@cache
def formats() -> tuple[Format, ...]:
    """Return every declared format, in the order of the modules' names."""
    return tuple(declared for module in _modules() for declared in getattr(module, "FORMATS", ()))


@cache
def systems() -> dict[str, tuple[Format, ...]]:
    """Return system -> its formats: the name of each file of this folder that declares any."""
    declared = {module.__name__.rpartition(".")[2]: getattr(module, "FORMATS", ()) for module in _modules()}
    return {name: found for name, found in declared.items() if found}


@cache
def not_orders() -> tuple[NotOrders, ...]:
    """Return every declared file that is to be refused."""
    return tuple(declared for module in _modules() for declared in getattr(module, "NOT_ORDERS", ()))


def format_named(name: str) -> Format:
    """Return the format called `name`, case aside; raises UnknownSourceFormatError, naming the nearest."""
    found = {declared.name: declared for declared in formats()}
    if name.strip().lower() not in found:
        raise UnknownSourceFormatError.among(name, found)
    return found[name.strip().lower()]


@cache
def _modules() -> tuple[ModuleType, ...]:
    names = sorted(found.name for found in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)
