"""The Spark session behind the endpoint, as close to a SQL warehouse as open-source Spark comes."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

RUNTIME_VERSION = "17.3.x-scala2.13"
JVM_STOP_SECONDS = 20.0


def _warehouse_settings(work_dir: Path) -> dict[str, str]:
    return {
        # The adapter asks for the runtime's version by this name.
        "spark.databricks.clusterUsageTags.sparkVersion": RUNTIME_VERSION,
        "spark.sql.ansi.enabled": "true",
        "spark.sql.catalog.spark_catalog": "argos.catalog.RowLevelCatalog",
        "spark.sql.catalog.system": "argos.catalog.SystemCatalog",
        "spark.sql.scripting.enabled": "true",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.sources.default": "delta",
        "spark.sql.warehouse.dir": str(work_dir / "warehouse"),
    }


def _machine_settings(work_dir: Path, jar: Path) -> dict[str, str]:
    return {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.extraClassPath": str(jar),
        # The other engines have the cores: garbage is collected by one thread.
        "spark.driver.extraJavaOptions": f"-javaagent:{jar} -XX:+UseSerialGC",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "2g",
        "spark.local.dir": str(work_dir / "local"),
        # Statements are many, new and small: compiling one takes longer than interpreting it.
        "spark.sql.codegen.wholeStage": "false",
        # Filters that follow from others take half of the planning, and tables this small earn nothing by them.
        "spark.sql.constraintPropagation.enabled": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }


def start_spark(work_dir: Path, jar: Path) -> Any:
    """A local session whose catalog and script errors are those of the jar."""
    from pyspark.sql import SparkSession

    settings = _warehouse_settings(work_dir) | _machine_settings(work_dir, jar)
    builder = SparkSession.builder.master("local[2]").appName("databricks_endpoint")
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    # Both would print a stack trace for each statement that fails, as tests want some to.
    session.sparkContext.setLogLevel("OFF")
    logging.getLogger("SQLQueryContextLogger").disabled = True
    return session


def stop_spark(session: Any) -> None:
    """Stop the session and wait for its JVM, which nobody would wait for once this process is gone."""
    gateway = session.sparkContext._gateway
    session.stop()
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait(JVM_STOP_SECONDS)
