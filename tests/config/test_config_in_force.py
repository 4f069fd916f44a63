"""The settings that a result rests on: those given, from wherever, and the defaults of the others."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from clvcli.cli.in_force import in_force
from clvcli.cli.settings import Origin
from clvcli.output.in_force import InForce


def option(name: str, default: Any, panel: str = "Valuing") -> SimpleNamespace:
    return SimpleNamespace(opts=[f"--{name}"], default=default, rich_help_panel=panel)


PARAMS = (
    option("horizon", "36m"),
    option("discount-rate", 0.1),
    option("intervals", default=True),
    option("model-file", None),
    option("map", ()),
    option("color", "auto", panel="Run"),
)


def test_what_was_given_stands_with_its_place_and_the_others_as_they_are() -> None:
    origins = [
        Origin(option="horizon", value="24m", place="clvcli.toml"),
        Origin(option="map", value=["a=b", "c=d"], place="--map"),
    ]
    assert in_force(PARAMS, origins, {"Valuing"}) == (
        InForce(option="horizon", value="24m", how="set", place="clvcli.toml"),
        InForce(option="discount-rate", value="0.1", how="default"),
        InForce(option="intervals", value="true", how="default"),
        InForce(option="map", value="a=b, c=d", how="set"),
    )


def test_passwords_of_addresses_do_not_stand_among_the_settings() -> None:
    origins = [Origin(option="model-file", value="https://me:secret@shop.example/m.json", place="--model-file")]
    (found,) = (each for each in in_force(PARAMS, origins, {"Valuing"}) if each.option == "model-file")
    assert "secret" not in found.value
