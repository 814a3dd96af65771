"""The Spark session behind the endpoint, as close to a SQL warehouse as open-source Spark comes."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from typing import Any

RUNTIME_VERSION = "17.3.x-scala2.13"
JVM_STOP_SECONDS = 20.0

_JVM_OPTIONS = (
    # The other engines have the cores: garbage is collected by one thread.
    "-XX:+UseSerialGC",
    "-Xmn1g",
    "-XX:MetaspaceSize=256m",
    # Optimizing code once more takes a third of a run that ends after some minutes: only what is called eight times as often is.
    "-XX:Tier4InvocationThreshold=40000",
    "-XX:Tier4MinInvocationThreshold=5000",
    "-XX:Tier4CompileThreshold=120000",
    "-XX:Tier4BackEdgeThreshold=320000",
)
_FOR_MANY_SMALL_STATEMENTS = {
    # Compiling a statement takes longer than interpreting it.
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    # Filters that follow from others take half of the planning, and tables this small earn nothing by them.
    "spark.sql.constraintPropagation.enabled": "false",
    # One task a stage, and no stage for a join: the catalog says of each table that it is next to nothing.
    "spark.sql.autoBroadcastJoinThreshold": "1g",
    "spark.sql.leafNodeDefaultParallelism": "1",
    "spark.sql.shuffle.partitions": "1",
    # Between stages of one task nothing is learned by which the rest could be planned better.
    "spark.sql.adaptive.enabled": "false",
    # Nobody looks at what has run.
    "spark.sql.ui.retainedExecutions": "1",
    "spark.ui.retainedJobs": "1",
    "spark.ui.retainedStages": "1",
    "spark.ui.retainedTasks": "1",
}


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
        "spark.driver.extraJavaOptions": " ".join([f"-javaagent:{jar}", *_JVM_OPTIONS]),
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "3g",
        "spark.local.dir": str(work_dir / "local"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        **_FOR_MANY_SMALL_STATEMENTS,
    }


def start_spark(work_dir: Path, jar: Path) -> Any:
    """A local session whose catalog and script errors are those of the jar."""
    from py4j.java_gateway import JavaPackage, JVMView
    from pyspark.sql import SparkSession

    # Each statement names classes of the JVM, and each part of a name is looked for in all jars.
    for kind in (JVMView, JavaPackage):
        kind.__getattr__ = cache(kind.__getattr__)
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
