from clvcli.cli import topics
from clvcli.errors import OpportunitiesNotModelledError


def sources(_ctx: object) -> None:
    raise OpportunitiesNotModelledError.nobody_bought(240)


topics.sources = sources  # type: ignore[assignment]  # the fault that is tried
