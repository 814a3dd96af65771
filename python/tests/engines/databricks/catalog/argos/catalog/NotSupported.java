package argos.catalog;

import org.apache.spark.SparkThrowable;

/**
 * What this catalog leaves out; an error of Spark's kind, so that a script's handler catches it.
 */
final class NotSupported extends UnsupportedOperationException implements SparkThrowable {

  NotSupported(String what) {
    super("[UNSUPPORTED_FEATURE] not in the catalog for tests: " + what);
  }

  @Override
  public String getCondition() {
    return "UNSUPPORTED_FEATURE";
  }
}
