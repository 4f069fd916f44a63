"""Saved models at the command line: read before the orders, written after the result."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from clvcli import __version__, notes
from clvcli.cli.session import check_writable
from clvcli.errors import (
    BadValueError,
    InputMissingError,
    InputUnreadableError,
    ModelFileError,
    OptionsDisagreeError,
)
from clvcli.output.diagnostics import NORMAL
from clvcli.output.targets import is_standard_output
from clvcli.small_files import text_of_small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.cli.options import Reading, Target, Valuing
    from clvcli.cli.session import Session
    from clvcli.cli.valued import Valued
    from clvcli.errors import KeptFileError
    from clvcli.valuation.saved import SavedModel

SETTLED = frozenset(
    {"model", "margin", "payment-fee", "freight", "packing", "handling", "return-handling", "restocked"}
    | {"customer-costs"}
)
"""Options that a saved model has behind it."""


def model_asked_for(session: Session, valuing: Valuing, reading: Reading) -> SavedModel | None:
    """Return the model of `--model-file`, where there is one, and say so.

    Raises OptionsDisagreeError where another option would have to change it, and the errors of reading a file
    and a model.
    """
    found = saved_model_of(session, valuing, reading)
    if found is not None:
        session.voice.say(f"model of {found.name}, learnt from orders up to {found.as_of}")
    return found


def saved_model_of(session: Session, valuing: Valuing, reading: Reading) -> SavedModel | None:
    """Return what `model_asked_for` returns without a word; raises as it does."""
    name = valuing.model_file
    if name is None:
        return None
    for option in sorted(SETTLED & session.given | ({"by"} if reading.groups else set())):
        raise OptionsDisagreeError.saved(option)
    from clvcli.valuation.saved_file import saved_from

    return saved_from(text_of_kept(name, ModelFileError), name)


def refuse_model_file(valuing: Valuing, reason: str) -> None:
    """Raise BadValueError where a command cannot use a saved model."""
    if valuing.model_file is not None:
        raise BadValueError.of("--model-file", reason, "leave out --model-file")


def check_model_target(path: str, inputs: Sequence[str], valuing: Valuing, target: Target) -> None:
    """Refuse a place for a model that could not be written, before any work."""
    read = [valuing.model_file] if valuing.model_file else []
    check_kept_target("--save-model", "model.json", path, [*inputs, *read], target)


def check_kept_target(option: str, example: str, path: str, inputs: Sequence[str], target: Target) -> None:
    """Refuse a place that could not be written, or is another's, for what `option` keeps for later runs."""
    hint = f"{option} {example}"
    if is_standard_output(path):
        raise BadValueError.of(option, "it is kept in a file", hint)
    if target.output is not None and os.path.realpath(path) == os.path.realpath(target.output):
        raise BadValueError.of(option, "the result goes to that file", hint)
    check_writable(path, inputs, target)


def model_of(path: str, valued: Valued) -> SavedModel | None:
    """Return what predicted these customers, to be saved at `path`; raises ModelNotSavedError where nothing did."""
    if valued.valuation is None or valued.customers is None:
        return None
    from clvcli.valuation.saved import saved_model

    return saved_model(valued.valuation, valued.customers, name=path, clvcli=__version__)


def write_model(session: Session, kept: SavedModel | None, target: Target) -> None:
    """Write a model to its file, and say what it is without."""
    if kept is None:
        return
    from clvcli.output.objects import written_whole
    from clvcli.valuation.saved_file import text_of

    path = kept.name
    if target.dry_run:
        session.voice.detail(f"would write the model to {path}; nothing is written", at=NORMAL)
        return
    with written_whole(path, private=False, option="--save-model") as file:
        file.write(text_of(kept).encode())
    session.facts["saved_model"] = path
    session.voice.say(f"wrote the model to {path}")
    for part in kept.parts:
        if part.left_out:
            session.notes.append(notes.saved_without(part.left_out))


def text_of_kept(name: str, fault: type[KeptFileError]) -> str:
    """Return the text of a file that a run kept; raises `fault` where it is none, and the errors of files."""
    from clvcli.orders.store.objects import fetched

    try:
        return text_of_small(fetched(name))
    except FileNotFoundError:
        raise InputMissingError.file(name, None) from None
    except UnicodeDecodeError:
        raise fault.not_json(name) from None
    except OSError as problem:
        raise InputUnreadableError.file(name, os.strerror(problem.errno or 0)) from None
