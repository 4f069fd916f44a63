from clvcli.cli import topics
from clvcli.errors import LifetimeNeedsDiscountError


def sources(_ctx: object) -> None:
    raise LifetimeNeedsDiscountError.endless()


topics.sources = sources  # type: ignore[assignment]  # the fault that is tried
