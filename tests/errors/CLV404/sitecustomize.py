from clvcli.cli import topics
from clvcli.errors import SurvivalNotModelledError


def sources(_ctx: object) -> None:
    raise SurvivalNotModelledError.nobody_left(240)


topics.sources = sources  # type: ignore[assignment]  # the fault that is tried
