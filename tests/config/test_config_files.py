"""Settings files: what they may say, where a mistake stands, and which place wins."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli import config
from clvcli.cli.values import rate
from clvcli.config import Key, Setting, read_environment, read_file, settings_for
from clvcli.errors import ConfigUnreadableError, UnknownSettingsError

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = frozenset({"compute", "report"})


def key(name: str, kind: Any = "text", commands: frozenset[str] = COMMANDS, check: Any = str) -> Key:
    return Key(name=name, kind=kind, commands=commands, check=check)


KEYS = {
    each.name: each
    for each in (
        key("horizon"),
        key("discount-rate", check=rate),
        key("as-of"),
        key("strict", "flag"),
        key("map", "list"),
        key("margin", commands=frozenset({"compute"})),
    )
}


def problems_of(path: Path, text: str) -> list[str]:
    path.write_text(text)
    with pytest.raises(UnknownSettingsError) as caught:
        read_file(path, KEYS)
    return [error.message.partition("x.toml")[2] for error in caught.value.told()]


def test_a_value_carries_the_line_it_stands_on(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('# first\nhorizon = "12m"\n\n[compute]\nhorizon = "24m"\nstrict = true\n')
    found = [(setting.command, setting.name, setting.value, setting.place) for setting in read_file(path, KEYS)]
    assert found == [
        ("", "horizon", "12m", f"{path}:2"),
        ("compute", "horizon", "24m", f"{path}:5"),
        ("compute", "strict", True, f"{path}:6"),
    ]


def test_numbers_and_days_are_read_as_the_command_line_would_give_them(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("discount-rate = 0.1\nas-of = 2024-06-30\n")
    assert [setting.value for setting in read_file(path, KEYS)] == ["0.1", "2024-06-30"]


def test_pairs_are_a_list_or_a_table(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('map = ["order_id=Ordre", "amount=Beløb"]\n')
    as_list = read_file(path, KEYS)[0].value
    path.write_text('[map]\norder_id = "Ordre"\namount = "Beløb"\n')
    assert read_file(path, KEYS)[0].value == as_list == ["order_id=Ordre", "amount=Beløb"]


def test_all_mistakes_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    text = (
        '\nhorizn = "12m"\nstrict = "yes"\ndiscount-rate = 10\n[report]\nmargin = 0.4\n[compte]\nhorizon = "1m"\n'
    )
    assert problems_of(tmp_path / "x.toml", text) == [
        ":2: unknown key `horizn`; did you mean `horizon`?",
        ":3: `strict` is true or false",
        ":4: `discount-rate`: `10` could be 10 % or 1000 %",
        ":6: `report` has no `margin`; it belongs to compute",
        ":8: no command `compte`; did you mean `compute`?",
    ]


@pytest.mark.parametrize(
    ("text", "line"), [("horizon = \n", 1), ('a = "x"\nb = = 3\n', 2), ('a = """never closed\n\n', 2)]
)
def test_a_file_that_is_no_toml_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text)
    with pytest.raises(ConfigUnreadableError, match=rf"x\.toml:{line}: [a-z]"):
        read_file(path, KEYS)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_a_file_that_cannot_be_read_is_an_error_of_ours(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigUnreadableError):
        read_file(path, KEYS)


@settings(derandomize=True, max_examples=60)
@given(text=st.text(alphabet='ab=[]{}".,#\n 1', max_size=40))
def test_whatever_a_file_holds_it_is_read_or_refused_in_words(tmp_path_factory: Any, text: str) -> None:
    path = tmp_path_factory.mktemp("config") / "x.toml"
    path.write_text(text)
    refusal = None
    try:
        read_file(path, KEYS)
    except (ConfigUnreadableError, UnknownSettingsError) as refused:
        refusal = refused.message
    assert refusal is None or re.search(r"x\.toml:\d+: ", refusal)


def test_the_environment_gives_texts_flags_and_lists() -> None:
    environment = {"CLVCLI_HORIZON": "12m", "CLVCLI_STRICT": "Yes", "CLVCLI_MAP": "a=b, c; d=e", "CLVCLI_AS_OF": ""}
    found = {setting.name: setting.value for setting in read_environment(environment, KEYS.values())}
    assert found == {"horizon": "12m", "strict": True, "map": ["a=b, c", "d=e"]}


def test_a_value_of_the_environment_that_cannot_be_meant_names_its_variable() -> None:
    with pytest.raises(UnknownSettingsError, match="CLVCLI_DISCOUNT_RATE"):
        read_environment({"CLVCLI_DISCOUNT_RATE": "10"}, KEYS.values())


def test_the_first_layer_wins_and_in_a_layer_the_table_of_the_command() -> None:
    def setting(place: str, command: str = "") -> Setting:
        return Setting(name="horizon", value=place, place=place, command=command)

    layers = [[setting("env")], [setting("file"), setting("table", "compute")], [setting("user", "compute")]]
    for first in range(3):
        places = [each.place for each in settings_for("compute", layers[first:])["horizon"]]
        assert places == ["env", "table", "file", "user"][[0, 1, 3][first] :]
    assert [each.place for each in settings_for("report", layers)["horizon"]] == ["env", "file"]


def test_every_default_says_why() -> None:
    source = inspect.getsource(config).partition("# --- files")[0]
    defaults = re.findall(r"^([A-Z_]+)(?:: .+)? = ", source, flags=re.MULTILINE)
    assert defaults
    for name in defaults:
        assert re.search(rf'^{name}\b.* = .*\n"""[A-Z]', source, flags=re.MULTILINE), name
