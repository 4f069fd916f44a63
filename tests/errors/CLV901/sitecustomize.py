from clvcli.cli import topics


def sources(_ctx: object) -> None:
    raise KeyError("anything")


topics.sources = sources  # type: ignore[assignment]  # the fault that is tried
