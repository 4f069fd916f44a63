"""Object storage: which addresses are of it, and what the environment says of the way in."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from clvcli.errors import StoreCredentialsError, StoreTargetError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloud:
    """Object storage of one kind."""

    schemes: frozenset[str]
    prefix: str
    """Of the variables that speak of it."""
    credentials: tuple[tuple[str, ...], ...]
    """Variables that let one in: those of any one group."""
    hint: str
    """To set the most usual group."""


AWS = Cloud(
    schemes=frozenset({"s3", "s3a"}),
    prefix="AWS_",
    credentials=(
        ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
        ("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"),
        ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",),
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI",),
        ("AWS_METADATA_ENDPOINT",),
        ("AWS_SKIP_SIGNATURE",),
    ),
    hint="set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION in the environment",
)

AZURE = Cloud(
    schemes=frozenset({"az", "azure", "adl", "abfs", "abfss"}),
    prefix="AZURE_",
    credentials=(
        ("AZURE_STORAGE_ACCOUNT_KEY",),
        ("AZURE_STORAGE_ACCESS_KEY",),
        ("AZURE_STORAGE_SAS_TOKEN",),
        ("AZURE_STORAGE_SAS_KEY",),
        ("AZURE_STORAGE_TOKEN",),
        ("AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET"),
        ("AZURE_STORAGE_CLIENT_ID", "AZURE_STORAGE_CLIENT_SECRET"),
        ("AZURE_FEDERATED_TOKEN_FILE",),
        ("AZURE_MSI_ENDPOINT",),
        ("AZURE_SKIP_SIGNATURE",),
    ),
    hint="set AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY in the environment",
)

GOOGLE = Cloud(
    schemes=frozenset({"gs"}),
    prefix="GOOGLE_",
    credentials=(
        ("GOOGLE_APPLICATION_CREDENTIALS",),
        ("GOOGLE_SERVICE_ACCOUNT",),
        ("GOOGLE_SERVICE_ACCOUNT_PATH",),
        ("GOOGLE_SERVICE_ACCOUNT_KEY",),
        ("GOOGLE_SKIP_SIGNATURE",),
    ),
    hint="set GOOGLE_APPLICATION_CREDENTIALS to the file of a service account",
)

CLOUDS = {scheme: cloud for cloud in (AWS, AZURE, GOOGLE) for scheme in cloud.schemes}
"""Scheme of an address -> whose it is."""

DEFAULT_REGION = "us-east-1"
"""Said, since one of the libraries that read a store takes it and the other asks the network."""

CONDITIONAL_PUT = {"AWS_CONDITIONAL_PUT": "etag"}
"""A version is written on the condition that there is none of its number, whatever the environment says: nothing
else keeps two runs at once apart.  The other clouds know no other way."""


def cloud_of(uri: str) -> Cloud | None:
    """Return the cloud that an address is of; None for a folder, and for addresses of files."""
    return CLOUDS.get(urlsplit(uri).scheme.lower()) if "://" in uri else None


def options_of(uri: str, environment: Mapping[str, str] = os.environ) -> dict[str, str] | None:
    """Return what Delta Lake and Polars need to know of the place of a store; None for a folder.

    Credentials are taken from the environment alone: where it names none, the libraries would ask the network who
    this machine is.  Raises StoreCredentialsError where there are none, or the address holds them, and
    StoreTargetError for an address of something else.
    """
    if "://" not in uri or urlsplit(uri).scheme == "file":
        return None
    cloud = cloud_of(uri)
    if cloud is None:
        raise StoreTargetError.no_storage(uri)
    _check_credentials(uri, cloud, environment)
    said = {name: value for name, value in environment.items() if name.startswith(cloud.prefix)}
    if cloud is AWS:
        region = environment.get("AWS_DEFAULT_REGION", DEFAULT_REGION)
        return {"AWS_REGION": region, **said, **CONDITIONAL_PUT}
    return said


def _check_credentials(uri: str, cloud: Cloud, environment: Mapping[str, str]) -> None:
    parts = urlsplit(uri)
    if parts.password is not None or parts.query:
        bare = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
        raise StoreCredentialsError.in_address(bare, cloud.hint)
    if not any(all(environment.get(name) for name in group) for group in cloud.credentials):
        raise StoreCredentialsError.missing(uri, cloud.hint)
