"""The page of the error catalogue: each code, what causes it, what is printed; `make docs` writes it."""

from __future__ import annotations

from pathlib import Path

CASES = Path(__file__).parents[1] / "tests" / "errors"


def catalogue() -> str:
    """Return a Markdown table of all errors, with what their reproducing cases print."""
    from clvcli.cli.topics import error_classes, error_texts, first_sentence

    texts = error_texts()
    rows = [
        (f"`{code}`", str(int(error.exit_code)), first_sentence(texts[code]), _printed(code))
        for code, error in error_classes().items()
    ]
    lines = [("code", "status", "what causes it", "what is printed, by example"), ("---",) * 4, *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _printed(code: str) -> str:
    said = (CASES / code / "stderr.txt").read_text(encoding="utf-8").splitlines()
    message = next((line for line in said if "error[" in line), "")
    hint = next((line for line in said if line.startswith("hint: ")), "")
    shown = message.partition("]: ")[2]
    return f"`{shown}`" + (f"<br>`{hint}`" if hint else "")
