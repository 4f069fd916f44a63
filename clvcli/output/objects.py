"""Results on object storage: made in a private file of this machine, then put there whole or not at all."""

from __future__ import annotations

import contextlib
import filecmp
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from clvcli.errors import StoreRefusedError, TargetError, TargetIsInputError
from clvcli.orders.store.clouds import cloud_of, options_of
from clvcli.orders.store.objects import Object
from clvcli.output.files import replaced_whole
from clvcli.scratch import remove_folder, scratch_folder, writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

    from clvcli.output.files import OnlyIfChanged


def written_whole(
    output: str, *, private: bool, option: str = "-o", only_if_changed: OnlyIfChanged | None = None
) -> AbstractContextManager[BinaryIO]:
    """Return a block whose file becomes `output`, a path or an address of object storage, only if it succeeds.

    The rest is as in `replaced_whole`; who may read an object its bucket says, not `private`.
    """
    if cloud_of(output):
        return put_whole(output, only_if_changed=only_if_changed)
    return replaced_whole(Path(output), private=private, option=option, only_if_changed=only_if_changed)


@contextlib.contextmanager
def put_whole(uri: str, *, only_if_changed: OnlyIfChanged | None = None) -> Iterator[BinaryIO]:
    """Yield a binary file that becomes the object `uri` only if the block succeeds.

    Raises TargetError and StoreUnreachableError, WriteError where there is no room on this machine.
    """
    target, folder = Object(uri), scratch_folder()
    try:
        draft = folder / "draft"
        with writing(), draft.open("xb") as file:
            yield file
        if only_if_changed is not None and _is_there_alike(target, draft, folder / "before"):
            only_if_changed.left_alone = True
            return
        target.put(draft)
    finally:
        remove_folder(folder)


def check_object(output: str, *, inputs: Sequence[str], clobber: bool) -> None:
    """Refuse an address that nothing could be put at, or of an input, before computing.

    Whoever may write and not look is let through: the writing tells.  Raises TargetIsInputError, TargetError,
    StoreCredentialsError and StoreUnreachableError.
    """
    if cloud_of(output) is None:
        raise TargetError.no_storage(output)
    options_of(output)
    for source in inputs:
        if source == output or fnmatchcase(output, source):
            raise TargetIsInputError.from_paths(output, source)
    try:
        is_there = Object(output).is_there()
    except StoreRefusedError as error:
        if error.may_be_written and clobber:
            return
        raise TargetError.instead_of(error) from error
    if is_there and not clobber:
        raise TargetError.exists(output)


def _is_there_alike(target: Object, draft: Path, before: Path) -> bool:
    try:
        target.bring(before)
    except (FileNotFoundError, StoreRefusedError):
        return False
    return filecmp.cmp(draft, before, shallow=False)
