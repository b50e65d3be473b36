"""Two engines over the same Parquet: DuckDB, and Spark with two cores of this machine."""

from __future__ import annotations

import pytest

from graftwatch import engines

SMALL = {
    "spark.sql.shuffle.partitions": "1",
    "spark.default.parallelism": "1",
    "spark.driver.memory": "1536m",
    # of hundreds of queries the compiled code does not fit into the usual 48 MiB, and is thrown out and made again
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m -XX:+UseSerialGC -Xss8m",
    # nobody looks at what ran before, and keeping it fills the memory
    "spark.sql.ui.retainedExecutions": "1",
    "spark.ui.retainedJobs": "1",
    "spark.ui.retainedStages": "1",
    "spark.ui.retainedTasks": "1",
    "spark.sql.ui.explainMode": "simple",
    "spark.sql.maxPlanStringLength": "64",
    "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version": "2",
    "spark.sql.codegen.wholeStage": "false",  # compiling costs more than a few hundred rows
    "spark.sql.adaptive.enabled": "false",
}


@pytest.fixture(scope="session")
def spark_scratch(tmp_path_factory):
    return tmp_path_factory.mktemp("spark")


@pytest.fixture(scope="session")
def spark(spark_scratch):
    engine = engines.connect_spark("local[2]", scratch=spark_scratch, settings=SMALL)
    yield engine
    engine._session.stop()


@pytest.fixture
def duck():
    return engines.connect_duckdb()
