"""Completion in the shells of people: what their own code makes of what is typed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BASH = """
eval "$(clvcli --show-completion bash)"
COMP_WORDS=({words})
COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
_clvcli_completion clvcli
printf '%s\\n' "${{COMPREPLY[@]}}"
"""

ZSH = """
autoload -U compinit && compinit -u
eval "$(clvcli --show-completion zsh)"
print -r -- $_comps[clvcli]
"""

FISH = """
clvcli --show-completion fish | source
complete --do-complete "clvcli compute --model pareto"
"""


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which `clvcli` is a program."""
    program = tmp_path / "clvcli"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m clvcli "$@"\n')
    program.chmod(0o755)
    return {"PATH": f"{tmp_path}:{os.defpath}", "HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}


def ran(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=120)
    assert done.stderr == ""
    return done.stdout


def in_bash(shell: dict[str, str], words: str) -> set[str]:
    """Return what bash offers for the last of some words, "" being none yet."""
    return set(ran(shell, "bash", "--norc", "-c", BASH.format(words=words)).split())


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("clvcli seg", {"segment"}),
        ("clvcli help back", {"backtest"}),
        ("clvcli compute --hor", {"--horizon"}),
        ("clvcli compute --model pareto", {"pareto-nbd"}),
        ("clvcli report orders.csv --lang ''", {"en", "da", "sv"}),
        ("clvcli segment orders.csv --scheme rfm,t", {"rfm,tiers"}),
        ("clvcli compute orders.csv --by ch", {"channel"}),
        ("clvcli explain CLV10", {f"CLV10{number}" for number in range(1, 10)}),
        ("clvcli explain mbg-n", {"mbg-nbd"}),
    ],
)
def test_bash_completes_commands_options_their_values_and_topics(
    shell: dict[str, str], words: str, offered: set[str]
) -> None:
    assert in_bash(shell, words) == offered


def test_bash_is_left_to_complete_files(shell: dict[str, str]) -> None:
    assert in_bash(shell, "clvcli compute ''") == set()
    assert "complete -o default -F _clvcli_completion clvcli" in ran(shell, "clvcli", "--show-completion", "bash")


def test_completion_is_installed_for_the_shell_that_asks(shell: dict[str, str]) -> None:
    said = ran(shell, "clvcli", "--install-completion", "bash")
    assert "bash completion installed" in said
    home = Path(shell["HOME"])
    assert "_clvcli_completion" in (home / ".bash_completions" / "clvcli.sh").read_text()
    assert "clvcli.sh" in (home / ".bashrc").read_text()


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh_knows_what_completes(shell: dict[str, str]) -> None:
    assert ran(shell, "zsh", "-f", "-c", ZSH).strip() == "_clvcli_completion"


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish_completes_the_values_of_an_option(shell: dict[str, str]) -> None:
    assert ran(shell, "fish", "--no-config", "-c", FISH).split()[0] == "pareto-nbd"
