package argos.catalog;

import java.util.function.Consumer;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.StagedTable;
import org.apache.spark.sql.connector.catalog.TableInfo;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** A table being filled, so that CREATE OR REPLACE may read the table that it replaces. */
final class StagedMemoryTable extends MemoryTable implements StagedTable {

  private final Consumer<MemoryTable> publish;

  StagedMemoryTable(Identifier ident, TableInfo info, Consumer<MemoryTable> publish) {
    super(ident, info.columns(), info.partitions(), info.properties());
    this.publish = publish;
  }

  @Override
  public void commitStagedChanges() {
    publish.accept(renamed(identifier()));
  }

  @Override
  public void abortStagedChanges() {}

  @Override
  public CustomTaskMetric[] reportDriverMetrics() {
    return new CustomTaskMetric[0];
  }
}
