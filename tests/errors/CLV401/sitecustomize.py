from clvcli.cli import topics
from clvcli.errors import PurchasesNotModelledError


def sources(_ctx: object) -> None:
    raise PurchasesNotModelledError.nobody_came_back(9)


topics.sources = sources  # type: ignore[assignment]  # the fault that is tried
