"""What object storage says where it does not do what it is asked, in the words of the catalogue."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from clvcli.errors import StoreDamagedError, StoreRefusedError, StoreTargetError, StoreUnreachableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from clvcli.errors import StoreError

_SAID: Mapping[str, Callable[[str], StoreError]] = {
    "NoSuchBucket|ContainerNotFound|bucket does not exist": lambda uri: StoreRefusedError.no_bucket(
        uri, urlsplit(uri).netloc
    ),
    "redirect without LOCATION|PermanentRedirect|AuthorizationHeaderMalformed": StoreRefusedError.other_region,
    "URL scheme is not allowed": StoreRefusedError.not_encrypted,
    "403 Forbidden|401 Unauthorized": StoreRefusedError.denied,
    r"after \d+ retries|error sending request": StoreUnreachableError.silent,
    "Generic (S3|MicrosoftAzure|GCS) error": StoreRefusedError.misconfigured,
}
"""Words of an answer -> what they mean; the first that are found.  What was said is never passed on: answers
repeat names of keys."""

_PATH = re.compile(r"\(path: (\S+?)\)")


def refusal_of(uri: str, error: BaseException) -> StoreError | None:
    """Return what an error of Delta Lake or Polars says of the object storage at `uri`, or None."""
    text = str(error)
    return next((meaning(uri) for words, meaning in _SAID.items() if re.search(words, text)), None)


def refusal_while_reading(error: BaseException) -> StoreError | None:
    """Return what became of a file of a store that was there when the store was opened, or None."""
    path = _PATH.search(str(error))
    if not isinstance(error, OSError) or path is None:
        return None
    if isinstance(error, FileNotFoundError):
        return StoreDamagedError.file(path[1])
    return refusal_of(path[1], error)


@contextlib.contextmanager
def of_a_target() -> Iterator[None]:
    """Tell of what object storage refuses to a run that would write there as of a target."""
    try:
        yield
    except StoreRefusedError as error:
        raise StoreTargetError.instead_of(error) from error
