"""All modules of the tool, imported once by the process that the others are forked off."""

from __future__ import annotations

from importlib import import_module

from tests.warm import modules_of

for name in modules_of("clvcli"):
    if not name.endswith("__main__"):
        import_module(name)
