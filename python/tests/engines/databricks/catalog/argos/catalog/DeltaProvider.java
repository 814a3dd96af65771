package argos.catalog;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** Makes {@code using delta} a provider of the second API, which Spark sends to the catalog. */
public final class DeltaProvider implements TableProvider, DataSourceRegister {

  @Override
  public String shortName() {
    return "delta";
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    throw new NotSupported("delta by path");
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    throw new NotSupported("delta by path");
  }
}
