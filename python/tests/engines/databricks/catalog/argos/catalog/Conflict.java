package argos.catalog;

import org.apache.spark.SparkThrowable;

/** What Delta says of a write that read a table to which another writer has appended meanwhile. */
final class Conflict extends RuntimeException implements SparkThrowable {

  Conflict(String table) {
    super("[DELTA_CONCURRENT_APPEND] rows were added to " + table + " by another write");
  }

  @Override
  public String getCondition() {
    return "DELTA_CONCURRENT_APPEND";
  }

  @Override
  public String getSqlState() {
    return "2D521";
  }
}
