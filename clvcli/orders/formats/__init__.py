"""One declarative file per system; adding a system touches nothing else."""

from clvcli.orders.formats.base import Format

__all__ = ["Format"]
