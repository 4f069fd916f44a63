"""What `explain` can explain, each kind taken from the place where it is declared; nothing is said twice.

The light sources come first: an error is explained without loading the libraries that a column's table needs.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from dataclasses import dataclass
from importlib import import_module, util
from pathlib import Path
from typing import TYPE_CHECKING

from clvcli import errors, notes
from clvcli.cli import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import FunctionType

    from typer import Context

WIDTH = 80

TABLES = (
    ("clvcli.valuation.schema", "VALUES", "compute"),
    ("clvcli.segments.schema", "SEGMENTS", "segment"),
    ("clvcli.products.profile", "PROFILE", "segment --profile"),
    ("clvcli.products.planning", "PLAN", "the report on planning"),
    ("clvcli.actions.schema", "WINBACK", "segment --table winback"),
    ("clvcli.actions.schema", "PROTECT", "segment --table protect"),
    ("clvcli.actions.schema", "LOYALTY", "segment --table loyalty"),
    ("clvcli.actions.schema", "BUDGET", "segment --table budget"),
    ("clvcli.orders.schema", "CANONICAL", "order lines"),
    ("clvcli.audiences.schema", "ACCOUNT", "segment --audience"),
    ("clvcli.audiences.schema", "LIFT", "segment --measure"),
    ("clvcli.backtest.schema", "BACKTEST", "backtest"),
    ("clvcli.audit.acquisition.schema", "ACQUISITION", "the report on acquisition"),
    ("clvcli.cli.formula", "FORMULA_COLUMNS", "compute --method formula"),
)
"""Module, declared table, and what people call it; a column of several tables is explained by the first."""


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of topic."""

    title: str
    load: Callable[[], Mapping[str, str]]
    """Name -> text; called only when the earlier sources do not know a word."""
    spelled_out: bool = False
    """Whether its names say little, so that a list of them needs a sentence on each."""

    def names(self) -> list[str]:
        """Return what can be asked for."""
        return list(self.load())

    def is_called(self, word: str) -> bool:
        """Tell whether a word names the whole kind: `formats`."""
        return _folded(word) == _folded(self.title)

    def listed(self, *, spelled_out: bool) -> str:
        """Return the names of the topics, one a line and with a sentence on each where they are spelled out."""
        texts = self.load()
        if not spelled_out:
            return f"{self.title}:\n{wrapped(', '.join(texts), indent='  ')}"
        width = max(map(len, texts)) + len("  ") * 2
        lines = (
            textwrap.fill(
                first_sentence(text),
                WIDTH,
                initial_indent=f"  {name}".ljust(width),
                subsequent_indent=" " * width,
                break_on_hyphens=False,
            )
            for name, text in texts.items()
        )
        return "\n".join((f"{self.title}:", *lines))

    def text_of(self, word: str) -> str | None:
        """Return the text of a topic, or None; case and what joins its parts do not matter: `BG/NBD`."""
        found = {_folded(name): text for name, text in self.load().items()}
        return found.get(_folded(word))


def sources(ctx: Context) -> list[Source]:
    """Return all kinds of topic, the cheap ones first."""
    return [
        Source("Errors", error_texts, spelled_out=True),
        Source("Notes", note_texts, spelled_out=True),
        Source("Settings", lambda: _setting_texts(ctx)),
        Source("Models", model_texts, spelled_out=True),
        Source("Formulas", formula_texts, spelled_out=True),
        Source("Segments", segment_texts),
        Source("Bases", basis_texts),
        Source("Formats", _format_texts, spelled_out=True),
        Source("Systems", _system_texts),
        Source("Columns", column_texts),
        Source("Schemes", scheme_texts, spelled_out=True),
    ]


def wrapped(text: str, *, indent: str = "") -> str:
    """Return a text broken to the width of a page."""
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def first_sentence(text: str) -> str:
    """Return the first sentence under the name of a topic, without its stop."""
    paragraph = " ".join(text.split("\n\n")[1].split())
    return paragraph.partition(". ")[0].rstrip(".")


def error_classes() -> dict[str, type[errors.ClvError]]:
    """Return every error of the catalogue by its code."""
    found = (value for value in vars(errors).values() if inspect.isclass(value))
    return {
        value.code: value
        for value in sorted((v for v in found if issubclass(v, errors.ClvError)), key=lambda v: v.code)
        if value.code
    }


def error_texts() -> dict[str, str]:
    """Return what each error code means: its class docstring, and the status it ends with."""
    return {
        code: f"{code}\n\n{inspect.getdoc(error)}\n\nExit status {int(error.exit_code)}."
        for code, error in error_classes().items()
    }


def note_texts() -> dict[str, str]:
    """Return what each note code means: the docstring of the function that makes it."""
    makers = (value for value in vars(notes).values() if inspect.isfunction(value))
    texts = {code: f"{code}\n\n{inspect.getdoc(maker)}" for maker in makers for code in _codes_in(maker)}
    return dict(sorted(texts.items()))


def _codes_in(maker: FunctionType) -> Iterator[str]:
    for constant in maker.__code__.co_consts:
        if isinstance(constant, str) and re.fullmatch(r"CLVN\d+", constant):
            yield constant


def model_texts() -> dict[str, str]:
    """Return what each model is: the docstring of each module that fits one, read without importing it.

    Its first words name the models: `BG/CNBD-k and MBG/CNBD-k: ...`.
    """
    specs = (util.find_spec(room) for room in ("clvcli.models", "clvcli.valuation"))
    folders = [folder for spec in specs if spec for folder in spec.submodule_search_locations or ()]
    modules = [ast.parse(file.read_text("utf-8")) for folder in folders for file in Path(folder).glob("*.py")]
    texts = [ast.get_docstring(module) or "" for module in modules if _fits(module)]
    return dict(sorted((name, f"{name}\n\n{text}") for text in texts for name in _names_of_models(text)))


def _names_of_models(text: str) -> list[str]:
    models = text.partition(":")[0].lower().replace(" with ", "-").split(" and ")
    return [re.sub(r"[/ ]", "-", model) for model in models]


def _fits(module: ast.Module) -> bool:
    return any(isinstance(part, ast.FunctionDef) and part.name == "fit" for part in module.body)


def formula_texts() -> dict[str, str]:
    """Return what each formula of `compute --method formula` is: its equation, its inputs, what it includes."""
    from clvcli.models.formulas import FORMULAS, INPUTS

    return {
        formula.name: f"{formula.name}  (a formula of compute --method formula)\n\n"
        + wrapped(f"{formula.equation}.")
        + "\n\n"
        + wrapped(f"Per average customer, {formula.includes}. From: {formula.source}.")
        + "\n\n"
        + "\n".join(wrapped(f"{name}: {INPUTS[name]}", indent="  ") for name in formula.needs)
        + "\n\n"
        + wrapped("For comparison: one rate for everybody, and no customer's value.")
        for formula in FORMULAS
    }


def basis_texts() -> dict[str, str]:
    """Return what value means, by what the column `basis` begins with."""
    from clvcli.valuation.basis import MEANINGS

    return {
        words: f"{words}  (what value means where the column basis says so)\n\n{wrapped(' '.join(meaning.split()))}"
        for words, meaning in MEANINGS.items()
    }


def segment_texts() -> dict[str, str]:
    """Return who is in each segment of the schemes, and what to do about them."""
    from clvcli.actions.action_book import read_book
    from clvcli.config import LANGUAGES
    from clvcli.segments.cuts import CUTS
    from clvcli.segments.schemes import SCHEMES, Sorting
    from clvcli.segments.tier_spec import EXAMPLES, tiers_of
    from clvcli.segments.tiers import tier_scheme

    other_tiers = [tier_scheme(tiers_of(EXAMPLES[kind])) for kind in ("abc", "top")]
    schemes = [*(make(Sorting()) for make in SCHEMES.values()), *other_tiers]
    actions = {(each.scheme, each.segment): each.action for each in read_book(LANGUAGES[0]).entries}
    any_group = "what the table of the run says of the group"
    return {
        segment.name: f"{segment.name}  (a segment of the scheme {scheme.name})\n\n{wrapped(segment.rule)}\n\n"
        + wrapped(f"What to do: {actions.get((scheme.name, segment.name), any_group)}.")
        for scheme in schemes
        for segment in scheme.segments(CUTS.to_frame())
    }


def scheme_texts() -> dict[str, str]:
    """Return which segments the schemes of `--scheme` have, as they come without options."""
    from clvcli.segments.cuts import CUTS
    from clvcli.segments.schemes import SCHEMES, Sorting

    made = {name: make(Sorting()).segments(CUTS.to_frame()) for name, make in SCHEMES.items()}
    return {
        name: f"{name}  (a scheme: --scheme {name})\n\n"
        + wrapped(f"Sorts customers into {', '.join(segment.name for segment in segments)}.")
        + f"\n\nclvcli explain {segments[0].name} says who is in a segment and what to do."
        for name, segments in made.items()
    }


def column_texts() -> dict[str, str]:
    """Return what each column of the declared tables holds."""
    texts: dict[str, str] = {}
    for module, table, title in TABLES:
        for column in getattr(import_module(module), table):
            texts.setdefault(column.name, f"{column.name}  (a column of {title})\n\n{wrapped(column.meaning)}")
    return texts


def _setting_texts(ctx: Context) -> dict[str, str]:
    return {
        key.name: f"--{key.name}  {key.variable}\n\n{wrapped(key.meaning)}\n\n"
        + wrapped("For " + ", ".join(sorted(key.commands)) + "; a key of clvcli.toml.")
        for key in settings.keys_of(ctx).values()
    }


def _format_texts() -> dict[str, str]:
    from clvcli.cli.format_pages import page_of
    from clvcli.orders.formats import formats

    return {known.name: page_of(known) for known in formats()}


def _system_texts() -> dict[str, str]:
    from clvcli.cli.format_pages import system_pages

    return system_pages()


def _folded(word: str) -> str:
    return re.sub(r"[-_/ ]", "", word.lower())
