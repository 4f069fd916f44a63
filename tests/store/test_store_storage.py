"""What is known of object storage without asking it: the way in, what its answers mean, an answer that is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from deltalake import DeltaTable

from clvcli.errors import (
    StoreCredentialsError,
    StoreDamagedError,
    StoreRefusedError,
    StoreTargetError,
    StoreUnreachableError,
)
from clvcli.orders.store.clouds import CLOUDS, options_of
from clvcli.orders.store.refusals import refusal_of, refusal_while_reading
from tests.store.store_exports import content, kept, shop, write

if TYPE_CHECKING:
    from pathlib import Path

KEYS = {"AWS_ACCESS_KEY_ID": "invented", "AWS_SECRET_ACCESS_KEY": "an-invented-secret"}

STORE = "s3://shop/orders.store"


def test_a_folder_needs_no_way_in() -> None:
    assert options_of("orders.store", {}) is None
    assert options_of("file:///srv/orders.store", {}) is None


def test_variables_of_other_clouds_and_programs_are_not_handed_on() -> None:
    said = options_of(
        STORE, {**KEYS, "AZURE_STORAGE_ACCOUNT_KEY": "x", "HOME": "/root", "AWS_REGION": "eu-north-1"}
    )
    assert said == {**KEYS, "AWS_REGION": "eu-north-1", "AWS_CONDITIONAL_PUT": "etag"}


@pytest.mark.parametrize(
    ("said", "region"), [({}, "us-east-1"), ({"AWS_DEFAULT_REGION": "eu-west-1"}, "eu-west-1")]
)
def test_a_region_is_never_asked_for(said: dict[str, str], region: str) -> None:
    assert (options_of(STORE, KEYS | said) or {})["AWS_REGION"] == region


def test_the_environment_cannot_switch_off_what_keeps_runs_apart() -> None:
    assert (options_of(STORE, {**KEYS, "AWS_CONDITIONAL_PUT": "disabled"}) or {})["AWS_CONDITIONAL_PUT"] == "etag"


@pytest.mark.parametrize("scheme", sorted(CLOUDS))
def test_without_credentials_nobody_is_asked(scheme: str) -> None:
    uri, cloud = f"{scheme}://shop/orders.store", CLOUDS[scheme]
    with pytest.raises(StoreCredentialsError, match=r"no credentials for \w+://shop/orders.store"):
        options_of(uri, {"AWS_PROFILE": "shop", "AWS_REGION": "eu-north-1"})
    for group in cloud.credentials:
        assert set(group) <= set(options_of(uri, dict.fromkeys(group, "invented")) or {})


@pytest.mark.parametrize("address", ["s3://invented:hidden@shop/orders", "az://shop/orders?sig=hidden"])
def test_a_secret_in_an_address_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(StoreCredentialsError) as refused:
        options_of(address, KEYS)
    assert "hidden" not in refused.value.message + str(refused.value.hint)


def test_a_container_of_an_account_is_no_secret() -> None:
    assert options_of("abfss://shop@account.dfs.core.windows.net/orders", {"AZURE_STORAGE_ACCOUNT_KEY": "x"})


def test_stores_are_kept_on_object_storage_alone() -> None:
    with pytest.raises(StoreTargetError, match="stores are not kept at ftp://"):
        options_of("ftp://shop/orders", KEYS)


# --- answers ---------------------------------------------------------------------------------

ANSWERS = [
    ("Generic S3 error\n Server returned non-2xx status code 404 Not Found <Error><Code>NoSuchBucket</Code>",
     StoreRefusedError, "there is no bucket shop"),
    ("Generic MicrosoftAzure error 404 <Error><Code>ContainerNotFound</Code>", StoreRefusedError, "no bucket"),
    ("Generic S3 error - Received redirect without LOCATION, this normally indicates an incorrect region",
     StoreRefusedError, "another region"),
    ("Generic S3 error - HTTP error builder error URL scheme is not allowed", StoreRefusedError, "not encrypted"),
    ("Generic S3 error Server returned non-2xx status code 403 Forbidden", StoreRefusedError, "is denied"),
    ("The operation lacked valid authentication - 401 Unauthorized", StoreRefusedError, "is denied"),
    ("Generic S3 error GET http://x in 2.1s, after 10 retries, max_retries 10 - 503 Service Unavailable",
     StoreUnreachableError, "does not answer"),
    ("Generic MicrosoftAzure error Account must be specified", StoreRefusedError, "not enough, or wrong"),
]  # fmt: skip
"""As object_store 0.13 words them, shortened."""


@pytest.mark.parametrize(("said", "kind", "message"), ANSWERS)
def test_an_answer_means_what_a_person_would_say(said: str, kind: type[Exception], message: str) -> None:
    meant = refusal_of(STORE, OSError(said))
    assert isinstance(meant, kind)
    assert message in str(meant)


def test_what_is_no_answer_of_object_storage_means_nothing() -> None:
    assert refusal_of("orders.store", OSError("Permission denied (os error 13)")) is None
    assert refusal_while_reading(OSError("object-store error: no path")) is None
    assert refusal_while_reading(ValueError("(path: s3://shop/x)")) is None


def test_a_file_that_goes_while_it_is_read_is_named() -> None:
    error = FileNotFoundError(f"object-store error: Object at location x not found (path: {STORE}/x.parquet)")
    meant = refusal_while_reading(error)
    assert isinstance(meant, StoreDamagedError)
    assert str(meant) == f"{STORE}/x.parquet is missing"


# --- a transaction without an answer ---------------------------------------------------------


def test_a_transaction_whose_answer_is_lost_was_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = shop(orders=40)
    kept(tmp_path / "store", write(tmp_path / "1.csv", rows[:10]))
    own = DeltaTable.create_write_transaction

    def without_answer(*arguments: Any, **options: Any) -> NoReturn:
        own(*arguments, **options)
        raise OSError("connection reset")

    monkeypatch.setattr(DeltaTable, "create_write_transaction", without_answer)
    done = kept(tmp_path / "store", write(tmp_path / "2.csv", rows))
    assert done.store.version == 1
    kept(tmp_path / "alone", tmp_path / "2.csv")
    assert content(tmp_path / "store").equals(content(tmp_path / "alone"))


def test_a_transaction_that_is_refused_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = shop(orders=40)
    kept(tmp_path / "store", write(tmp_path / "1.csv", rows[:10]))
    before = {path for path in (tmp_path / "store").rglob("*") if path.is_file()}

    def refused(*_: Any, **__: Any) -> NoReturn:
        raise OSError("connection reset")

    monkeypatch.setattr(DeltaTable, "create_write_transaction", refused)
    with pytest.raises(StoreTargetError, match="the transaction was refused"):
        kept(tmp_path / "store", write(tmp_path / "2.csv", rows))
    assert {path for path in (tmp_path / "store").rglob("*") if path.is_file()} == before
