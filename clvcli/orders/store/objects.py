"""Single files of object storage: whether they are there, brought to this machine, and put there whole.

What writes the log of a store reads and writes them, with what the environment says.  An object appears when its
last byte has arrived; a run that ends before leaves none, and what was there before.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from clvcli.errors import StoreRefusedError, TargetError
from clvcli.orders.store.clouds import cloud_of, options_of
from clvcli.orders.store.refusals import refusal_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deltalake._internal import DeltaFileSystemHandler

AT_A_TIME = 1 << 23
"""Bytes that travel together: 8 MiB."""


@dataclass(frozen=True, slots=True)
class Object:
    """A file of object storage, which need not be there, or what its name begins with."""

    uri: str

    @property
    def bucket(self) -> str:
        """The address of the bucket."""
        scheme, _, rest = self.uri.partition("://")
        return f"{scheme}://{rest.partition('/')[0]}"

    @property
    def key(self) -> str:
        """The name within the bucket, as it stands."""
        return self.uri.removeprefix(self.bucket).lstrip("/")

    def is_there(self) -> bool:
        """Tell whether the object is there; raises what keeps one from knowing."""
        with self._told():
            (found,) = self._storage().get_file_info([self.key])
            return bool(found.is_file)

    def siblings(self) -> list[Object]:
        """Return the objects of its folder, by name: those up to the last `/` alike, and none behind another."""
        folder = self.key.rpartition("/")[0]
        with self._told():
            found = self._storage().get_file_info_selector(folder, allow_not_found=True)
        return [Object(f"{self.bucket}/{key}") for key in sorted(each.path for each in found if each.is_file)]

    def matching(self) -> list[Object]:
        """Return the objects of the folder whose names fit the pattern that this name ends in."""
        return [each for each in self.siblings() if fnmatchcase(each.key, self.key)]

    def bring(self, path: Path) -> None:
        """Write the object to a new file; raises FileNotFoundError where it is not there, and WriteError."""
        from clvcli.scratch import writing

        with self._told():
            stream = self._storage().open_input_file(self.key)
            with writing(), path.open("xb") as file:
                while part := stream.read(AT_A_TIME):
                    file.write(part)

    def put(self, path: Path) -> None:
        """Make the object of a file, or replace it; raises TargetError and StoreUnreachableError."""
        try:
            with self._told(), path.open("rb") as file:
                stream = self._storage().open_output_stream(self.key)
                while part := file.read(AT_A_TIME):
                    stream.write(part)
                stream.close()  # type: ignore[attr-defined]  # its stub leaves out what every stream has
        except FileNotFoundError as error:
            missing = StoreRefusedError.no_bucket(self.uri, urlsplit(self.uri).netloc)
            raise TargetError.instead_of(missing) from error
        except StoreRefusedError as error:
            raise TargetError.instead_of(error) from error

    def _storage(self) -> DeltaFileSystemHandler:
        from deltalake._internal import DeltaFileSystemHandler

        return DeltaFileSystemHandler(self.bucket, options_of(self.uri))

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Tell of what object storage refuses in our words; what is not there is left to who asked."""
        from deltalake.exceptions import DeltaError

        try:
            yield
        except (DeltaError, OSError) as error:
            refusal = refusal_of(self.uri, error)
            if refusal is not None:
                raise refusal from error
            if isinstance(error, FileNotFoundError):
                raise
            raise StoreRefusedError.misconfigured(self.uri) from error


def fetched(name: str) -> Path:
    """Return where a file is on this machine: its path, or where an object was brought to.

    Raises FileNotFoundError where there is no such object, and what object storage refuses.
    """
    if cloud_of(name) is None:
        return Path(name)
    from clvcli.scratch import scratch_folder

    wanted = Object(name)
    path = scratch_folder() / "object"
    wanted.bring(path)
    return path
