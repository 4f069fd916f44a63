"""Addresses of files on object storage: what they name, and what is refused before anything is asked of a server."""

from __future__ import annotations

import pytest

from clvcli.errors import StoreCredentialsError, TargetError, TargetIsInputError
from clvcli.orders.reading.folders import is_export
from clvcli.orders.store.objects import Object, fetched
from clvcli.output.objects import check_object
from clvcli.output.targets import check_new_folder, check_target, same_file

CLV = "s3://shop/out/clv.csv"

CLOUDS = {
    "s3://shop/clv.csv": {"AWS_ACCESS_KEY_ID": "invented", "AWS_SECRET_ACCESS_KEY": "invented"},
    "gs://shop/clv.csv": {"GOOGLE_SKIP_SIGNATURE": "true"},
    "az://shop/clv.csv": {"AZURE_STORAGE_ACCOUNT_NAME": "invented", "AZURE_STORAGE_ACCOUNT_KEY": "aW52ZW50ZWQ="},
    "abfss://shop@invented.dfs.core.windows.net/clv.csv": {"AZURE_STORAGE_ACCOUNT_KEY": "aW52ZW50ZWQ="},
}


@pytest.fixture(autouse=True)
def _no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for names in CLOUDS.values():
        for name in names:
            monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("uri", "bucket", "key"),
    [
        ("s3://shop/clv.csv", "s3://shop", "clv.csv"),
        ("s3://shop/a/b%20c [1].csv", "s3://shop", "a/b%20c [1].csv"),
        ("s3://shop", "s3://shop", ""),
        ("abfss://shop@account.dfs.core.windows.net/a.csv", "abfss://shop@account.dfs.core.windows.net", "a.csv"),
    ],
)
def test_an_address_is_a_bucket_and_a_name_as_it_stands(uri: str, bucket: str, key: str) -> None:
    assert (Object(uri).bucket, Object(uri).key) == (bucket, key)


@pytest.mark.parametrize("uri", CLOUDS)
def test_every_cloud_is_reached_in_the_same_way(uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in CLOUDS[uri].items():
        monkeypatch.setenv(name, value)
    assert Object(uri)._storage().get_type_name() == "object-store"


@pytest.mark.parametrize("uri", CLOUDS)
def test_without_credentials_nobody_is_asked(uri: str) -> None:
    with pytest.raises(StoreCredentialsError):
        check_target(uri, inputs=[], clobber=True)


def test_results_are_not_put_on_the_web() -> None:
    with pytest.raises(TargetError) as told:
        check_target("https://shop.example/clv.csv", inputs=[], clobber=True)
    assert told.value.message == "results are not written to https:// addresses"


@pytest.mark.parametrize("source", [CLV, "s3://shop/out/*.csv"])
def test_an_input_is_not_written_over(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in CLOUDS["s3://shop/clv.csv"].items():
        monkeypatch.setenv(name, value)
    with pytest.raises(TargetIsInputError):
        check_object(CLV, inputs=[source], clobber=True)


def test_an_address_is_the_same_file_as_itself_alone() -> None:
    assert same_file(CLV, CLV)
    assert not same_file(CLV, "clv.csv")


def test_a_folder_that_is_made_is_one_of_this_machine() -> None:
    with pytest.raises(TargetError):
        check_new_folder("s3://shop/audience", option="--audience-to")


def test_a_file_of_this_machine_is_where_it_is() -> None:
    assert str(fetched("model.json")) == "model.json"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("orders.csv", True), ("orders", True), ("notes.md", False), (".hidden.csv", False),
     ("clv.csv.rejects.csv", False)],
)  # fmt: skip
def test_a_name_tells_what_may_be_an_export(name: str, expected: bool) -> None:
    assert is_export(f"s3://shop/{name}") is expected
