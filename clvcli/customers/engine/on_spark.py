"""Spark: as many machines as there are, or this one."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw
from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkException
from pyspark.java_gateway import launch_gateway
from pyspark.sql import SparkSession

from clvcli.budget import MIB
from clvcli.errors import EngineFailedError, EngineMissingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import polars as pl

    from clvcli.customers.engine.base import Lazy

PARTITIONS_A_CORE = 4
"""On this machine: Spark's own 200 are for clusters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnSpark:
    """An `Engine` in a session of Spark."""

    session: Any

    def opened(self, paths: Sequence[str]) -> Lazy:
        """Return the rows of Parquet files; what lies on S3 is read by Hadoop's own client."""
        places = [path.replace("s3://", "s3a://", 1) if path.startswith("s3://") else path for path in paths]
        return _lazy(self.session.read.option("mergeSchema", "true").parquet(*places))

    def brought(self, frame: pl.DataFrame) -> Lazy:
        """Return a table of Polars."""
        return _lazy(self.session.createDataFrame(frame.to_arrow()))

    def held(self, frame: Lazy) -> Lazy:
        """Return the rows, kept in memory where there is room, else on disks."""
        return _lazy(frame.to_native().persist())

    def written(self, frame: Lazy, folder: str) -> None:
        """Write Parquet files, one for each partition."""
        frame.to_native().write.option("compression", "zstd").parquet(folder)


def _lazy(table: Any) -> Lazy:
    """Return a table of Spark as Narwhals speaks of it."""
    lazy: Lazy = nw.from_native(table)
    return lazy


@contextmanager
def started(*, memory: int, scratch: Path) -> Iterator[OnSpark]:
    """Yield the session that runs already, as under `spark-submit`, else one on this machine.

    Raises EngineMissingError without Java, EngineFailedError where Spark stops in the middle.
    """
    running = SparkSession.getActiveSession()
    submitted = running is not None or "PYSPARK_GATEWAY_PORT" in os.environ
    if not submitted and not _java():
        raise EngineMissingError.java()
    try:
        session = SparkSession.builder.getOrCreate() if submitted else _alone(memory, scratch)
        session.conf.set("spark.sql.session.timeZone", "UTC")
        try:
            yield OnSpark(session=session)
        finally:
            if running is None:
                session.stop()
    except PySparkException as fault:
        raise EngineFailedError.said("Spark", str(fault)) from fault


def _java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=None if home is None else os.path.join(home, "bin")) is not None  # noqa: PTH118


def _alone(memory: int, scratch: Path) -> SparkSession:
    """Return a session on this machine that listens to nobody else; what Java prints goes into a file."""
    conf = SparkConf().setAppName("clvcli").setAll(list(_settings(memory, scratch).items()))
    if SparkContext._gateway is None:  # noqa: SLF001  (nothing else says whether Java runs already)
        with (scratch / "java.log").open("wb") as printed:
            gateway = launch_gateway(conf, {"stdout": printed, "stderr": printed})
        return SparkSession(SparkContext(conf=conf, gateway=gateway))
    return SparkSession.builder.config(conf=conf).getOrCreate()


def _settings(memory: int, scratch: Path) -> dict[str, str]:
    cores = os.cpu_count() or 1
    return {
        "spark.master": f"local[{cores}]",
        "spark.driver.memory": f"{max(memory // MIB, 512)}m",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.local.dir": str(scratch),
        "spark.sql.warehouse.dir": str(scratch / "warehouse"),
        "spark.sql.shuffle.partitions": str(PARTITIONS_A_CORE * cores),
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
    }
