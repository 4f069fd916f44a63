from clvcli.cli import topics
from clvcli.errors import CovariatesNotModelledError


def sources(_ctx: object) -> None:
    raise CovariatesNotModelledError.same_for_all("channel")


topics.sources = sources  # type: ignore[assignment]  # the fault that is tried
