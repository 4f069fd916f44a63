from clvcli.cli import topics
from clvcli.errors import SpendNotModelledError


def sources(_ctx: object) -> None:
    raise SpendNotModelledError.all_alike(240)


topics.sources = sources  # type: ignore[assignment]  # the fault that is tried
