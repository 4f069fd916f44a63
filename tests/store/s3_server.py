"""Object storage for tests: a server of this machine that speaks S3, and runs of the tool beside it."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]

SECRET = "an-invented-secret"  # noqa: S105  (of no account)

BUCKET = "shop"

STORE = f"s3://{BUCKET}/orders.store"

SERVING = """
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple
run_simple("127.0.0.1", {port}, DomainDispatcherApplication(create_backend_app), threaded=False)
"""
"""One request at a time: moto looks for an object and then puts it, where object storage does both at once."""


@dataclass(frozen=True)
class Server:
    """Object storage with one empty bucket."""

    url: str

    @property
    def environment(self) -> dict[str, str]:
        return {"AWS_ENDPOINT_URL": self.url, "AWS_ALLOW_HTTP": "true", "AWS_REGION": "eu-north-1",
                "AWS_ACCESS_KEY_ID": "invented", "AWS_SECRET_ACCESS_KEY": SECRET}  # fmt: skip

    def ask(self, method: str, path: str, body: bytes | None = None) -> bytes:
        kind = {"Content-Type": "text/plain"}
        request = urllib.request.Request(f"{self.url}/{path}", body, kind, method=method)  # noqa: S310  (of this machine)
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310  (the same)
            return bytes(answer.read())

    def objects(self) -> set[str]:
        return set(re.findall(r"<Key>(.*?)</Key>", self.ask("GET", f"{BUCKET}?list-type=2").decode()))


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    port = free_port()
    run = subprocess.Popen([sys.executable, "-c", SERVING.format(port=port)],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    server = Server(f"http://127.0.0.1:{port}")
    try:
        for _ in range(300):
            assert run.poll() is None, "no moto here: make test-s3 installs it"
            with contextlib.suppress(OSError):
                server.ask("GET", "moto-api/")
                break
            time.sleep(0.1)
        yield server
    finally:
        run.terminate()
        run.wait()


def command(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "clvcli", *map(str, words)]


def clvcli(server: Server, *words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the tool; an empty value takes a variable away."""
    said = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **server.environment, **environment}
    return subprocess.run(command(*words), capture_output=True, text=True, check=False, timeout=120,
                          env={name: value for name, value in said.items() if value})  # fmt: skip


def told(server: Server, *words: str | Path, **environment: str) -> tuple[int, str]:
    """Return the status of a run that fails, and its code, having looked for secrets and traces."""
    ran = clvcli(server, *words, "-vv", **environment)
    said = ran.stdout + ran.stderr
    assert SECRET not in said
    assert "Traceback" not in said
    errors = re.findall(r"^clvcli: error\[(\w+)\]: ", ran.stderr, flags=re.MULTILINE)
    assert len(errors) == 1, ran.stderr
    return ran.returncode, errors[0]
