from clvcli.cli import topics
from clvcli.errors import MalformedReportError


def sources(_ctx: object) -> None:
    raise MalformedReportError.not_finite("tiers")


topics.sources = sources  # type: ignore[assignment]  # the fault that is tried
