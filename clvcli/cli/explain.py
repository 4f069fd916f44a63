"""`explain`: a code, a column, a model, a segment, a format or a setting, offline; or one customer's value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from clvcli.cli import completing, topics
from clvcli.cli.costing import Costing  # noqa: TC001  (Typer resolves the annotations)
from clvcli.cli.options import Reading, Target, Valuing  # noqa: TC001  (Typer resolves the annotations)
from clvcli.cli.run import Run  # noqa: TC001  (the same)
from clvcli.cli.session import begin, voice_of
from clvcli.errors import MissingInputError, UnexpectedArgumentError, UnknownTopicError

if TYPE_CHECKING:
    from clvcli.output.terminal import Streams

Topics = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="TOPIC",
        help="A code, column, model, segment, format or setting, or a kind of them: formats; none: a list."
        " With --customer: the orders, as compute reads them.",
        autocompletion=completing.topics,
    ),
]

Customer = Annotated[
    str | None,
    typer.Option(
        "--customer",
        metavar="ID",
        rich_help_panel="One customer",
        help="From this customer's orders to the value that compute prints.",
    ),
]


def explain(
    ctx: typer.Context,
    valuing: Valuing,
    costing: Costing,
    target: Target,
    reading: Reading,
    run: Run,
    topics_or_inputs: Topics = None,
    customer: Customer = None,
) -> None:
    """Explain an error, a column, a model or a setting; or, step by step, one customer's value."""
    words = topics_or_inputs or []
    if customer is None:
        _explain_topic(ctx, words, voice_of(ctx, run).streams)
        return
    if not words:
        raise MissingInputError.of(ctx.command_path, "INPUT")
    from clvcli.cli.customer_account import account_for

    session = begin(ctx, run)
    account_for(session, customer, words, valuing, costing, target, reading)
    session.finish()


def _explain_topic(ctx: typer.Context, words: list[str], streams: Streams) -> None:
    if len(words) > 1:
        raise UnexpectedArgumentError.of(" ".join(f"`{word}`" for word in words[1:]), ctx.command_path)
    topic = words[0] if words else None
    sources = topics.sources(ctx)
    if topic is None:
        _show("\n\n".join(source.listed(spelled_out=source.spelled_out) for source in sources), streams)
        return
    for source in sources:
        text = source.listed(spelled_out=True) if source.is_called(topic) else source.text_of(topic)
        if text is not None:
            _show(text, streams)
            return
    raise UnknownTopicError.named(topic, [name for source in sources for name in (*source.names(), source.title)])


def _show(text: str, streams: Streams) -> None:
    streams.write(f"{text}\n".encode(streams.encoding, "backslashreplace"))
    streams.release()
