"""The file of saved cut points: JSON that a person can read, and that is checked key by key when read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from clvcli.errors import CutsFileError, CutsFileMismatchError
from clvcli.on_disk import gathered
from clvcli.segments.cuts import CUTS
from clvcli.segments.ladders import LADDERS, faults_of
from clvcli.segments.tier_spec import TierSpecError
from clvcli.valuation.json_file import opened, written

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from clvcli.on_disk import Table
    from clvcli.segments.scheme import Scheme
    from clvcli.segments.schemes import Segmented
    from clvcli.valuation.json_file import Record

FORMAT = "clvcli cuts"
VERSION = 1
"""Raised where a file of this version would be read wrongly by an earlier one; keys may be added without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedScheme:
    """Where a scheme drew its lines."""

    settings: Mapping[str, str]
    """Options that it was made with (`scheme.Scheme.settings`)."""
    cuts: pl.DataFrame
    """The columns of CUTS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedCuts:
    """Cut points of a run, and what the values meant that it sorted."""

    name: str
    """Of the file."""
    clvcli: str
    as_of: date
    horizon: str
    discount_rate: float
    basis: Mapping[str | None, str]
    """Currency -> what its money means."""
    schemes: Mapping[str, SavedScheme]

    def lines_for(self, values: Table, schemes: Mapping[str, Scheme]) -> dict[str, pl.DataFrame]:
        """Return the cut points (CUTS) of those of `schemes` that were saved, to sort `values` by.

        Raises CutsFileMismatchError where the values mean something else, or a scheme has other settings.
        """
        meanings = values.lazy().select("currency", "basis", "horizon", "discount_rate").unique(maintain_order=True)
        for row in gathered(meanings).iter_rows(named=True):
            self._check_meaning(row)
        kept = {name: self.schemes[name] for name in schemes if name in self.schemes}
        for name, saved in kept.items():
            self._check_settings(saved.settings, schemes[name].settings)
        return {name: saved.cuts for name, saved in kept.items()}

    def _check_meaning(self, row: Mapping[str, Any]) -> None:
        currency = row["currency"]
        if currency not in self.basis:
            raise CutsFileMismatchError.currency(self.name, wanted=currency, known=list(self.basis))
        if row["basis"] != self.basis[currency]:
            raise CutsFileMismatchError.basis(self.name, wanted=row["basis"], known=self.basis[currency])
        self._check_settings(
            {"horizon": self.horizon, "discount-rate": _percent(self.discount_rate)},
            {"horizon": row["horizon"], "discount-rate": _percent(row["discount_rate"])},
        )

    def _check_settings(self, saved: Mapping[str, str], asked: Mapping[str, str]) -> None:
        for option, wanted in asked.items():
            known = saved.get(option)
            if known is None:
                raise CutsFileError.lacks(self.name, f"settings.{option}")
            if known != wanted:
                raise CutsFileMismatchError.settings(self.name, option=option, wanted=wanted, known=known)


def _percent(rate: float) -> str:
    return f"{rate * 100:g}%"


def saved_cuts(found: Segmented, *, name: str, clvcli: str) -> SavedCuts:
    """Return the cut points of a run, to be saved in a file called `name`."""
    first = found.table.head(1).lazy().collect().row(0, named=True)
    bases = gathered(found.table.lazy().group_by("currency").agg(pl.col("basis").first()))
    return SavedCuts(
        name=name,
        clvcli=clvcli,
        as_of=first["as_of"],
        horizon=first["horizon"],
        discount_rate=first["discount_rate"],
        basis=dict(bases.sort("currency", nulls_last=True).iter_rows()),
        schemes={
            scheme.name: SavedScheme(settings=scheme.settings, cuts=found.cuts[scheme.name])
            for scheme in found.schemes.values()
        },
    )


def text_of(saved: SavedCuts) -> str:
    """Return the file of saved cut points."""
    return written(
        {
            "format": FORMAT,
            "version": VERSION,
            "clvcli": saved.clvcli,
            "as_of": saved.as_of.isoformat(),
            "horizon": saved.horizon,
            "discount_rate": saved.discount_rate,
            "money": [{"currency": currency, "basis": basis} for currency, basis in saved.basis.items()],
            "schemes": [
                {"scheme": name, "settings": dict(scheme.settings), "cuts": scheme.cuts.to_dicts()}
                for name, scheme in saved.schemes.items()
            ],
        }
    )


def cuts_from(text: str, name: str) -> SavedCuts:
    """Return the cut points in the `text` of a file called `name`.

    Raises CutsFileError where they are not whole, or not such as clvcli saved.
    """
    root = opened(text, name, format=FORMAT, version=VERSION, fault=CutsFileError)
    basis = {each.optional_text("currency"): each.text("basis") for each in root.records("money")}
    if not basis:
        raise root.unfit("money", "a list of one currency or more")
    return SavedCuts(
        name=name,
        clvcli=root.text("clvcli"),
        as_of=root.day("as_of"),
        horizon=root.text("horizon"),
        discount_rate=root.number("discount_rate"),
        basis=basis,
        schemes=_schemes_in(root, basis),
    )


def _schemes_in(root: Record, currencies: Collection[str | None]) -> dict[str, SavedScheme]:
    found: dict[str, SavedScheme] = {}
    for each in root.records("schemes"):
        name = each.text("scheme")
        if name not in LADDERS or name in found:
            raise each.unfit("scheme", f"one of {', '.join(LADDERS)}, each once")
        found[name] = _scheme_in(each)
        _check_lines(each, name, found[name], currencies)
    if not found:
        raise root.unfit("schemes", "a list of one scheme or more")
    return found


def _check_lines(record: Record, name: str, scheme: SavedScheme, currencies: Collection[str | None]) -> None:
    """Raise CutsFileError where the lines are not those that the scheme draws with these settings."""
    settings = record.record("settings")
    for option in ("tiers", "tier-by") if name == "tiers" else ():
        settings.text(option)
    try:
        fault = next(faults_of(name, scheme.settings, scheme.cuts, currencies), None)
    except TierSpecError:
        raise settings.unfit("tiers", "what --tiers takes") from None
    if fault is None:
        return
    if fault.wanted is None:
        raise record.fault.lacks(record.name, fault.line)
    raise record.fault.unfit(record.name, fault.line, wanted=fault.wanted)


def _scheme_in(record: Record) -> SavedScheme:
    settings = record.record("settings")
    lines = [_line_in(each) for each in record.records("cuts")]
    cuts = pl.DataFrame(lines, schema=CUTS, orient="row")
    if cuts.select("currency", "name", "measure").is_duplicated().any():
        raise record.unfit("cuts", "one line for each currency, name and measure")
    return SavedScheme(settings={option: settings.text(option) for option in settings.found}, cuts=cuts)


def _line_in(record: Record) -> tuple[str | None, str, str, float | None]:
    return (
        record.optional_text("currency"),
        record.text("name"),
        record.text("measure"),
        record.optional_number("at"),
    )
