"""CLV7xx: a store cannot be opened, kept current or read, or its pseudonyms do not fit."""

from __future__ import annotations

import shlex

from clvcli.errors.base import ClvError, ExitCode


class StoreError(ClvError):
    """A store cannot be opened, kept current or read."""

    exit_code = ExitCode.DATA


class NotAStoreError(StoreError):
    """A Delta table holds something else than order lines of clvcli.

    A store is made by `clvcli ingest EXPORT --into STORE`, and its metadata say so.  Tables of other programs
    are not read; give the export they came from.
    """

    code = "CLV701"

    @classmethod
    def other_table(cls, uri: str) -> NotAStoreError:
        """Say that the metadata of a table do not speak of order lines."""
        return cls(f"{uri} is a Delta table, and not one of order lines", hint="clvcli ingest EXPORT --into STORE")


class StoreVersionError(StoreError):
    """A store has no such version, or its files are there no more.

    Each run of `ingest --into` that changes something makes a version, from 0 on; `ingest` says which.
    `--as-of-version N` reads an earlier one as long as nobody has cleaned up the table.
    """

    code = "CLV702"
    exit_code = ExitCode.NO_INPUT
    latest: int | None = None
    """The last version, where a later one was asked for."""

    @classmethod
    def later(cls, uri: str, version: int, latest: int) -> StoreVersionError:
        """Say which version is the last."""
        error = cls(f"{uri} has no version {version}, its last is {latest}", hint=f"--as-of-version {latest}")
        error.latest = latest
        return error

    @classmethod
    def gone(cls, uri: str, version: int) -> StoreVersionError:
        """Say that an earlier version can be read no more."""
        return cls(f"version {version} of {uri} can be read no more", hint="leave out --as-of-version")

    def comparing(self) -> StoreVersionError:
        """Return it with a hint for who asked with `--compare-to v3`."""
        then = "2024-06-30" if self.latest is None else f"v{self.latest}"
        return StoreVersionError(self.message, hint=f"--compare-to {then}")

    @classmethod
    def no_store(cls) -> StoreVersionError:
        """Say that versions belong to stores."""
        return cls(
            "--as-of-version is of a store, and no input is one", hint="clvcli compute STORE --as-of-version 3"
        )


class StoreDamagedError(StoreError):
    """The log of a store cannot be read, or files that it names are missing, others, or outside of it.

    Somebody removed or changed files inside the folder, or another program writes to it in a way that is not read
    here, as with deletion vectors.  Bring them back from a copy, read an earlier version
    with `--as-of-version`, or ingest the exports into a new store.
    """

    code = "CLV703"

    @classmethod
    def log(cls, uri: str) -> StoreDamagedError:
        """Say that the log cannot be read."""
        return cls(f"the log of {uri} cannot be read", hint="bring back the folder from a copy")

    @classmethod
    def files(cls, uri: str, missing: int, of: int) -> StoreDamagedError:
        """Say how many files are missing."""
        return cls(
            f"{missing:,} of the {of:,} files of {uri} are missing", hint="bring back the folder from a copy"
        )

    @classmethod
    def outside(cls, uri: str) -> StoreDamagedError:
        """Say that the log names what is no file of the store."""
        return cls(f"the log of {uri} names a file outside of it", hint="bring back the folder from a copy")

    @classmethod
    def changed(cls, uri: str, changed: int, of: int) -> StoreDamagedError:
        """Say how many files are not as long as the log says, or hold more or fewer lines."""
        return cls(
            f"{changed:,} of the {of:,} files of {uri} are not as they were written",
            hint="bring back the folder from a copy",
        )

    @classmethod
    def features(cls, uri: str, features: list[str]) -> StoreDamagedError:
        """Say what another program has switched on that would have to be known to read the store rightly."""
        return cls(
            f"{uri} is written with {', '.join(features)} by another program, which clvcli does not read",
            hint="ingest the exports into a new store",
        )

    @classmethod
    def file(cls, path: str) -> StoreDamagedError:
        """Say which file of object storage is missing."""
        return cls(f"{path} is missing", hint="bring back the file from a copy")


class StoreTargetError(StoreError):
    """A store cannot be made or changed where it was asked for.

    The folder above it is missing or may not be written to, there is a file of that name, or the folder holds
    other things.  What was in the store before is as it was.
    """

    code = "CLV704"
    exit_code = ExitCode.CANT_CREATE

    @classmethod
    def other_things(cls, uri: str) -> StoreTargetError:
        """Say that a store gets a folder of its own."""
        return cls(
            f"{uri} holds other things than a store", hint=f"--into {shlex.quote(uri.rstrip('/') + '/store')}"
        )

    @classmethod
    def no_folder(cls, folder: str) -> StoreTargetError:
        """Say that the folder above it is missing."""
        return cls(f"there is no folder {folder}", hint=f"mkdir -p {shlex.quote(folder)}")

    @classmethod
    def refused(cls, uri: str, reason: str) -> StoreTargetError:
        """Pass on why the store cannot be changed."""
        hint = "clvcli explain CLV709" if "://" in uri else f"ls -ld {shlex.quote(uri)}"
        return cls(f"{uri} cannot be changed: {reason}", hint=hint)

    @classmethod
    def no_storage(cls, uri: str) -> StoreTargetError:
        """Say that an address is not of object storage."""
        scheme = uri.partition("://")[0]
        return cls(f"stores are not kept at {scheme}:// addresses", hint="--into s3://BUCKET/STORE, or a folder")

    @classmethod
    def instead_of(cls, refusal: StoreRefusedError) -> StoreTargetError:
        """Pass on what object storage refuses."""
        return cls(refusal.message, hint=refusal.hint)


class StoreBusyError(StoreError):
    """Another run changed the store in the meantime, several times over.

    Each run sees all orders or none of another; the one that comes second begins again, a few times.  Nothing
    of this run is in the store.  Run it again.
    """

    code = "CLV705"
    exit_code = ExitCode.BUSY

    @classmethod
    def overtaken(cls, uri: str) -> StoreBusyError:
        """Say that other runs were faster."""
        return cls(f"{uri} is being changed by another run", hint="run the same command again")


class PseudonymKeyError(StoreError):
    """The key of `--pseudonymise` is missing, too short, or open to others.

    Identities are replaced by a keyed hash (HMAC-SHA-256).  Whoever has the key can test whether somebody is in
    the data, so it is a secret of at least 32 characters, in a file that only its owner may read
    (`--key-file FILE`) or in CLVCLI_PSEUDONYM_KEY; it is never an argument and never in a result.  Keep it: with
    another key the same customer has another pseudonym.  Make one with
    `(umask 077; head -c 32 /dev/urandom | base64 > clvcli.key)`.
    """

    code = "CLV706"
    exit_code = ExitCode.USAGE

    @classmethod
    def missing(cls) -> PseudonymKeyError:
        """Say where the key may stand."""
        return cls("there is no key to make pseudonyms with", hint="--key-file FILE, or set CLVCLI_PSEUDONYM_KEY")

    @classmethod
    def unreadable(cls, path: str, reason: str) -> PseudonymKeyError:
        """Pass on why the file cannot be read."""
        return cls(f"the key file {path} cannot be read: {reason}", hint=f"ls -l {shlex.quote(path)}")

    @classmethod
    def open_to_others(cls, path: str) -> PseudonymKeyError:
        """Say that others may read the key."""
        return cls(f"the key file {path} can be read by others", hint=f"chmod 600 {shlex.quote(path)}")

    @classmethod
    def short(cls, length: int, least: int) -> PseudonymKeyError:
        """Say how long a key is at least."""
        return cls(
            f"the key has {length} characters, and needs {least}",
            hint="(umask 077; head -c 32 /dev/urandom | base64 > clvcli.key)",
        )

    @classmethod
    def unused(cls) -> PseudonymKeyError:
        """Say that a key file alone replaces nothing."""
        return cls("--key-file is of --pseudonymise, which was not given", hint="--pseudonymise --key-file FILE")


class PseudonymsDisagreeError(StoreError):
    """A store holds pseudonyms of one key, and the input would bring others, or none.

    The same customer would stand in it twice.  A store is either pseudonymised from its first order on, always
    with the same key, or not at all.
    """

    code = "CLV707"
    exit_code = ExitCode.USAGE

    @classmethod
    def plain_input(cls, uri: str) -> PseudonymsDisagreeError:
        """Say that the store holds pseudonyms, and the input is to be kept as it is."""
        return cls(f"{uri} holds pseudonyms, and this run would bring plain identities", hint="--pseudonymise")

    @classmethod
    def plain_store(cls, uri: str) -> PseudonymsDisagreeError:
        """Say that the store holds plain identities."""
        return cls(
            f"{uri} holds plain identities, and this run would bring pseudonyms", hint="--into ANOTHER-STORE"
        )

    @classmethod
    def other_key(cls, uri: str) -> PseudonymsDisagreeError:
        """Say that the store was made with another key."""
        return cls(
            f"the pseudonyms of {uri} are made with another key", hint="--key-file FILE, with the key of the store"
        )

    @classmethod
    def mixed(cls) -> PseudonymsDisagreeError:
        """Say that inputs cannot be joined by their customers."""
        return cls("the inputs hold pseudonyms of different keys, or of one and none", hint="give them one by one")


class StoreCredentialsError(StoreError):
    """A store or a file lies on object storage, and nothing says who is asking.

    Credentials are taken from the environment, never from an argument or an address, and nowhere else: for
    `s3://` AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (with AWS_SESSION_TOKEN where they are temporary), or
    AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN; for `az://` AZURE_STORAGE_ACCOUNT_NAME with
    AZURE_STORAGE_ACCOUNT_KEY or AZURE_STORAGE_SAS_TOKEN; for `gs://` GOOGLE_APPLICATION_CREDENTIALS.  Of a
    profile, `aws configure export-credentials --format env` makes variables; the role of an EC2 machine is asked
    for where AWS_METADATA_ENDPOINT names its service; AWS_SKIP_SIGNATURE=true reads what is public.
    """

    code = "CLV708"
    exit_code = ExitCode.USAGE

    @classmethod
    def missing(cls, uri: str, hint: str) -> StoreCredentialsError:
        """Say that the environment names none, or one half; `hint` sets the usual ones."""
        return cls(f"the environment holds no credentials for {uri}", hint=hint)

    @classmethod
    def in_address(cls, uri: str, hint: str) -> StoreCredentialsError:
        """Say that an address is no place for a secret; `uri` is without it."""
        return cls(f"the address {uri} was given with a password or parameters", hint=hint)


class StoreRefusedError(StoreError):
    """Object storage answers, and does not let the run in, or knows no such bucket.

    The bucket is not made by clvcli.  Reading needs the rights to list the bucket and to get objects; `--into`
    those to put and to delete them as well, `-o` that to put.  With `--into` the same is said as CLV704, with `-o`
    as CLV604, both with status 73.
    """

    code = "CLV709"
    exit_code = ExitCode.NO_INPUT
    may_be_written = False
    """Whether one who is refused a look may still have the right to write."""

    @classmethod
    def no_bucket(cls, uri: str, bucket: str) -> StoreRefusedError:
        """Say which bucket there is not."""
        return cls(f"{uri} cannot be opened: there is no bucket {bucket}", hint="check the name of the bucket")

    @classmethod
    def denied(cls, uri: str) -> StoreRefusedError:
        """Say that the credentials do not let one in."""
        refusal = cls(f"access to {uri} is denied", hint="check the credentials, and what they allow")
        refusal.may_be_written = True
        return refusal

    @classmethod
    def other_region(cls, uri: str) -> StoreRefusedError:
        """Say that a bucket is asked for where it is not."""
        return cls(f"the bucket of {uri} is in another region", hint="export AWS_REGION=eu-north-1")

    @classmethod
    def not_encrypted(cls, uri: str) -> StoreRefusedError:
        """Say that an endpoint is asked for in the clear."""
        return cls(f"the endpoint of {uri} is not encrypted (http)", hint="export AWS_ALLOW_HTTP=true")

    @classmethod
    def misconfigured(cls, uri: str) -> StoreRefusedError:
        """Say that variables are missing or cannot be what they are."""
        return cls(f"what the environment says of {uri} is not enough, or wrong", hint="clvcli explain CLV708")


class StoreUnreachableError(StoreError):
    """Object storage does not answer: no network, another endpoint than meant, or a fault there.

    It was tried several times.  What was in the store is as it was.  Run it again later.
    """

    code = "CLV710"
    exit_code = ExitCode.BUSY

    @classmethod
    def silent(cls, uri: str) -> StoreUnreachableError:
        """Say that there is no answer."""
        return cls(f"the server of {uri} does not answer", hint="run the same command again later")
