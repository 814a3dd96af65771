package argos.errors;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkThrowable;

/** The errors raised inside SQL scripts on this thread, which a handler may have swallowed. */
public final class CaughtErrors {

  private static final ThreadLocal<List<String>> SEEN = ThreadLocal.withInitial(ArrayList::new);

  private CaughtErrors() {}

  /** Called from Spark's script interpreter, where {@link CaughtErrorsAgent} put the call. */
  public static void record(SparkThrowable error) {
    SEEN.get().add(((Throwable) error).getMessage());
  }

  /** The messages since the last call on this thread. */
  public static List<String> drain() {
    List<String> seen = SEEN.get();
    SEEN.remove();
    return seen;
  }
}
