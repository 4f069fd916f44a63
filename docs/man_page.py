"""The manual page `clvcli.1`, made of what the commands know of themselves; `make docs` writes it.

Written in the macros of man(7), which groff, mandoc and man-db read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import readme_parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clvcli.cli.examples import Example

ENVIRONMENT = (
    ("CLVCLI_OPTION", "the value of an option where the command line does not give it: CLVCLI_HORIZON=24m"),
    ("CLVCLI_CONFIG, CLVCLI_NO_CONFIG", "another file of settings; none at all"),
    ("CLVCLI_PSEUDONYM_KEY", "key of --pseudonymise"),
    ("NO_COLOR, FORCE_COLOR, CLICOLOR, PAGER, COLUMNS", "as elsewhere"),
    ("SOURCE_DATE_EPOCH", "when a workbook says that it was made; default: the day its figures are known at"),
    ("TMPDIR", "where large exports are laid down on their way, readable by their owner only"),
    ("AWS_*, AZURE_*, GOOGLE_*", "the way into object storage; clvcli explain CLV708"),
)

FILES = (
    ("clvcli.toml", "settings of the folder one is in; clvcli config init writes one"),
    ("$XDG_CONFIG_HOME/clvcli/config.toml", "settings of the user"),
)


def page() -> str:
    """Return the page, without the lines that say how it is made."""
    from clvcli import __version__
    from clvcli.cli.examples import EXAMPLES
    from clvcli.cli.funnel import STATUSES
    from clvcli.cli.tree import COMMANDS

    sections = {
        "NAME": ["clvcli \\- what each customer of a shop is worth, from the order exports it already has"],
        "SYNOPSIS": ["\\fBclvcli\\fR \\fICOMMAND\\fR \\fIINPUT\\fR... [\\fIOPTION\\fR]..."],
        "DESCRIPTION": [
            _text(
                "Reads the exports of shops and business systems, tells what each customer has been worth and is"
                " expected to be worth, sorts customers into segments, and reports it.  Rows go to standard output,"
                " messages to standard error; a file is written whole or not at all."
            )
        ],
        "COMMANDS": _listed(COMMANDS.items()),
        "OPTIONS": _options(COMMANDS),
        "EXIT STATUS": _listed(STATUSES.items()),
        "ENVIRONMENT": _listed(ENVIRONMENT),
        "FILES": _listed(FILES),
        "EXAMPLES": [line for command in COMMANDS for line in _examples(EXAMPLES.get(command, ()))],
        "SEE ALSO": [
            _text("clvcli COMMAND --help shows one command; clvcli explain TOPIC a column, a model or an error.")
        ],
    }
    head = f'.TH CLVCLI 1 "" "clvcli {__version__}" "User Commands"\n.nh\n.ad l'
    return "\n".join([head, *(f".SH {title}\n" + "\n".join(lines) for title, lines in sections.items())])


def _options(commands: Iterable[str]) -> list[str]:
    """Return the options by heading; those of which no command is named are of all that read orders."""
    lines: list[str] = []
    for title, found in readme_parts.option_sections(commands).items():
        lines.append(f".SS {_text(title)}")
        for (spelled, said), names in found.items():
            of = "" if {*readme_parts.PIPELINE} <= {*names} else f"  Of {', '.join(names)}."
            lines += _entry(spelled, said + of)
    return lines


def _listed(entries: Iterable[tuple[str, str]]) -> list[str]:
    return [line for term, said in entries for line in _entry(term, said)]


def _entry(term: str, said: str) -> list[str]:
    return [".TP", f"\\fB{_text(term)}\\fR", _text(said)]


def _examples(examples: Iterable[Example]) -> list[str]:
    return [
        line
        for example in examples
        for line in (".PP", f"{_text(example.purpose)}:", ".PP", ".RS 4", ".nf", _text(example.line), ".fi", ".RE")
    ]


def _text(text: str) -> str:
    """Return text as roff takes it: a hyphen that can be copied, no escape and no request by chance."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^(?=[.'])", r"\\&", escaped)
