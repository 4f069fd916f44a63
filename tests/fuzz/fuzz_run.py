"""Coverage-guided fuzzing by hand: `python -m tests.fuzz.fuzz_run FOLDER TARGET [libFuzzer options]`.

It needs `atheris`, which nothing else does; an environment of its own keeps it apart:

    python3.11 -m venv bench/out/fuzz
    bench/out/fuzz/bin/pip install --editable . --group dev atheris
    nice bench/out/fuzz/bin/python -m tests.fuzz.fuzz_run bench/out/fuzz/work text -max_total_time=600

FOLDER/TARGET/corpus keeps the inputs that reached new lines, for the next run; FOLDER/TARGET/found each finding once,
as the input and what was raised.  A finding does not end the search.  What one teaches becomes a test in
`tests/promises/test_promises_fuzz_findings.py`.
"""

from __future__ import annotations

import hashlib
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

OURS = ("clvcli", "tests")
"""Folders whose lines tell one finding from another."""


def place_of(fault: BaseException) -> str:
    """Return what was raised, and the last lines of ours on the way to it: what tells findings apart."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if any(f"/{name}/" in frame.filename for name in OURS)]
    steps = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in ours[-2:]]
    return f"{type(fault).__name__} {' '.join(steps)}"


def kept(target: Callable[[bytes], object], found: Path) -> Callable[[bytes], None]:
    """Return a target that keeps each finding once and goes on."""

    def run(data: bytes) -> None:
        try:
            target(data)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as fault:  # noqa: BLE001  (also what Rust throws when it panics)
            place = place_of(fault)
            name = hashlib.sha256(place.encode()).hexdigest()[:12]
            if not (found / f"{name}.txt").exists():
                (found / name).write_bytes(data)
                (found / f"{name}.txt").write_text(f"{place}\n{fault}\n", encoding="utf-8", errors="replace")

    return run


def main() -> None:
    """Search one target until the options say to stop."""
    import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]  # installed by hand, see above

    folder, name, *options = sys.argv[1:]
    with atheris.instrument_imports(include=["clvcli"]):
        from tests.fuzz.fuzz_targets import TARGETS, tried
    from tests.fuzz.fuzz_seeds import seeds

    corpus, found = (Path(folder, name, part) for part in ("corpus", "found"))
    for place in (corpus, found):
        place.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed)
    target = kept(lambda data: tried(TARGETS[name], data), found)
    atheris.Setup([sys.argv[0], "-timeout=60", "-rss_limit_mb=3000", *options, str(corpus)], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
