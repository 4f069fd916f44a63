"""`explain`: an error, a note, a column, a model, a segment, a format or a setting, in plain words and offline."""

from __future__ import annotations

from typing import Annotated

import typer

from clvcli.cli import topics
from clvcli.cli.run import Run  # noqa: TC001  (Typer resolves the annotations)
from clvcli.errors import UnknownTopicError

Topic = Annotated[
    str | None,
    typer.Argument(
        metavar="TOPIC",
        help="A code, column, model, segment, format or setting, or a kind of them: formats; none: a list.",
    ),
]


def explain(ctx: typer.Context, run: Run, topic: Topic = None) -> None:  # noqa: ARG001  (every command takes them)
    """Explain an error, a column, a model, a format or a setting."""
    sources = topics.sources(ctx)
    if topic is None:
        typer.echo("\n\n".join(source.listed(spelled_out=source.spelled_out) for source in sources))
        return
    for source in sources:
        text = source.listed(spelled_out=True) if source.is_called(topic) else source.text_of(topic)
        if text is not None:
            typer.echo(text)
            return
    raise UnknownTopicError.named(topic, [name for source in sources for name in (*source.names(), source.title)])
