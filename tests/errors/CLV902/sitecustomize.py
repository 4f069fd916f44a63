from clvcli.cli import topics
from clvcli.errors import UnfitNumberError


def sources(_ctx: object) -> None:
    raise UnfitNumberError.from_column("clv_residual", 3)


topics.sources = sources  # type: ignore[assignment]  # the fault that is tried
