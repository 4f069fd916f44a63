"""The libraries that the package asks for, at the oldest versions it says it does with (`make test-lowest`)."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path


def lowest(project: Path) -> list[str]:
    """Return a requirement for each library that the project file asks for, at its lower bound."""
    asked = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"]
    return [re.sub(r">=([^,]+).*", r"==\1", requirement) for requirement in asked]


if __name__ == "__main__":
    sys.stdout.write("\n".join(lowest(Path(sys.argv[1]))) + "\n")
