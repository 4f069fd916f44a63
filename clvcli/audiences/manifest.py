"""What makes a folder an audience: `audience.json` names nobody, `members.csv` says who is in which group."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from clvcli.audiences.schema import ACCOUNT, CONTROL, MEMBERS, REASONS, TREATED, WITHHELD
from clvcli.errors import AudienceMissingError
from clvcli.orders.schema import names
from clvcli.valuation.json_file import parsed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.config import NetworkName

FORMAT = "clvcli audience"
VERSION = 1
"""Raised where a folder of this version would be read wrongly by an earlier one; keys may be added without."""

MANIFEST_FILE = "audience.json"
MEMBERS_FILE = "members.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """When, for whom and from what an audience was made."""

    clvcli: str
    network: NetworkName
    scheme: str
    as_of: date
    """The audience is acted on from the day after."""
    basis: tuple[str, ...]
    """What its money means, as in `compute`; several where currencies differ."""
    control: float
    """Share held out."""
    seed: int
    consents: Mapping[str, str]
    """What had to be granted -> the column that said so."""
    segments: tuple[str, ...]
    """In the order of the scheme."""


_COUNTED = {TREATED: "exported", CONTROL: "held_out", WITHHELD: "withheld"}
"""Group of a member -> the key of the manifest that counts them."""


def text_of(manifest: Manifest, account: pl.DataFrame) -> str:
    """Return the text of MANIFEST_FILE: the settings, and `account` (`schema.ACCOUNT`) with reasons that count."""
    counts = [name for name in names(ACCOUNT) if name not in names(REASONS)]
    segments = [
        {name: row[name] for name in counts}
        | {"reasons": {name: row[name] for name in names(REASONS) if row[name]}}
        for row in account.iter_rows(named=True)
    ]
    document = {
        "format": FORMAT,
        "version": VERSION,
        "clvcli": manifest.clvcli,
        "network": manifest.network,
        "scheme": manifest.scheme,
        "as_of": manifest.as_of.isoformat(),
        "basis": list(manifest.basis),
        "control": manifest.control,
        "seed": manifest.seed,
        "consents": dict(manifest.consents),
        "segments": segments,
    }
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def read_audience(folder: str) -> tuple[Manifest, pl.DataFrame]:
    """Return the manifest and the members (`schema.MEMBERS`) of the audience in `folder`.

    Raises AudienceMissingError where either is missing or is not as it was written, or where there are not as many
    members as were counted.
    """
    manifest, counted = _manifest(folder)
    members = _members(folder)
    found = members.group_by("currency", "segment", "group").len().rows()
    if {tuple(who): number for *who, number in found} != counted:
        raise AudienceMissingError.damaged(folder, MEMBERS_FILE)
    return manifest, members


def _manifest(folder: str) -> tuple[Manifest, Mapping[tuple[str | None, ...], int]]:
    """Return the settings, and how many members were counted by currency, segment and group."""
    try:
        document: dict[str, Any] = parsed(_bytes_of(folder, MANIFEST_FILE))
        if (document["format"], document["version"]) != (FORMAT, VERSION):
            raise AudienceMissingError.damaged(folder, MANIFEST_FILE)
        manifest = Manifest(
            clvcli=str(document["clvcli"]),
            network=document["network"],
            scheme=str(document["scheme"]),
            as_of=date.fromisoformat(document["as_of"]),
            basis=tuple(map(str, document["basis"])),
            control=float(document["control"]),
            seed=int(document["seed"]),
            consents=dict(document["consents"]),
            segments=tuple(dict.fromkeys(str(each["segment"]) for each in document["segments"])),
        )
        counted = {
            (each["currency"], each["segment"], group): int(each[key])
            for each in document["segments"]
            for group, key in _COUNTED.items()
        }
    except (ValueError, KeyError, TypeError):
        raise AudienceMissingError.damaged(folder, MANIFEST_FILE) from None
    return manifest, {who: number for who, number in counted.items() if number}


def _members(folder: str) -> pl.DataFrame:
    text = _bytes_of(folder, MEMBERS_FILE)
    try:
        members = pl.read_csv(text, infer_schema=False)
    except (pl.exceptions.PolarsError, UnicodeDecodeError):
        raise AudienceMissingError.damaged(folder, MEMBERS_FILE) from None
    if members.columns != names(MEMBERS):
        raise AudienceMissingError.damaged(folder, MEMBERS_FILE)
    return members


def _bytes_of(folder: str, name: str) -> bytes:
    try:
        return (Path(folder) / name).read_bytes()
    except OSError:
        raise AudienceMissingError.no_manifest(folder, name) from None
