"""`explain`: an error, a note, a column, a model, a format or a setting, in plain words and offline."""

from __future__ import annotations

from typing import Annotated

import typer

from clvcli.cli import topics
from clvcli.cli.run import Run  # noqa: TC001  (Typer resolves the annotations)
from clvcli.errors import UnknownTopicError

Topic = Annotated[
    str | None, typer.Argument(metavar="TOPIC", help="A code, column, model, format or setting; none: a list.")
]


def explain(ctx: typer.Context, run: Run, topic: Topic = None) -> None:  # noqa: ARG001  (every command takes them)
    """Explain an error, a column, a model, a format or a setting."""
    sources = topics.sources(ctx)
    if topic is None:
        typer.echo("\n\n".join(_listed(source) for source in sources))
        return
    for source in sources:
        text = source.text_of(topic)
        if text is not None:
            typer.echo(text)
            return
    raise UnknownTopicError.named(topic, [name for source in sources for name in source.names()])


def _listed(source: topics.Source) -> str:
    return source.title + ":\n" + topics.wrapped(", ".join(source.names()), indent="  ")
