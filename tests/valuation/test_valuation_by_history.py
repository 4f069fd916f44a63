"""Numbers by history are looked up in a file as they are in memory."""

from __future__ import annotations

import gc
import resource
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from clvcli.errors import WriteError
from clvcli.valuation.by_history import InFile, in_file

if TYPE_CHECKING:
    from pathlib import Path

NUMBERS = np.random.default_rng(7).normal(size=(2, 1_000))

PLACES = np.array([999, 3, 3, 0])


@pytest.mark.parametrize("at", [PLACES, slice(None), (1, PLACES), (slice(None), PLACES), 1])
def test_a_file_answers_as_an_array_does(tmp_path: Path, at: Any) -> None:
    numbers = NUMBERS[0] if at is PLACES else NUMBERS
    kept = in_file(numbers, tmp_path)
    assert isinstance(kept, InFile)
    assert np.array_equal(kept[at], numbers[at])


def test_what_is_not_contiguous_is_kept_in_its_order(tmp_path: Path) -> None:
    assert np.array_equal(in_file(NUMBERS.T, tmp_path)[:], NUMBERS.T)


def test_nothing_is_kept_as_it_is(tmp_path: Path) -> None:
    assert in_file(np.zeros((0, 5)), tmp_path)[:, np.array([4])].shape == (0, 1)


def test_no_name_is_left_in_the_folder_and_the_file_goes_with_the_numbers(tmp_path: Path) -> None:
    kept = in_file(NUMBERS, tmp_path)
    assert isinstance(kept, InFile)
    file = kept.file
    assert not [*tmp_path.iterdir()]
    assert not file.closed
    del kept
    gc.collect()
    assert file.closed


def test_a_disk_that_takes_nothing_more_is_said(tmp_path: Path) -> None:
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, most[1]))
    try:
        with pytest.raises(WriteError):
            in_file(NUMBERS, tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
