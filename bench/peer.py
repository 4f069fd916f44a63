"""The peer in an environment of its own, so that its old dependencies touch nothing."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PINNED = ("lifetimes==0.11.3", "numpy<1.25", "pandas<2", "scipy<1.11", "setuptools<81")
"""The last release, and the last of its dependencies that it works with."""


def installed(environment: Path) -> tuple[str | None, str]:
    """Return the Python that has lifetimes, made where it is missing, and a sentence; None where that fails."""
    python = environment / "bin" / "python"
    try:
        if not python.exists() or subprocess.run([python, "-c", "import lifetimes"], check=False).returncode:
            subprocess.run([sys.executable, "-m", "venv", environment], check=True)
            subprocess.run([python, "-m", "pip", "--quiet", "install", *PINNED], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        return None, f"lifetimes is left out: it cannot be installed here ({error})"
    return str(python), f"the peer is {PINNED[0]} with {', '.join(PINNED[1:-1])}"
