package argos.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.SupportsRowLevelOperations;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.catalog.TruncatableTable;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.RowLevelOperationBuilder;
import org.apache.spark.sql.connector.write.RowLevelOperationInfo;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** A table in memory: readers see a snapshot, writers commit one after another. */
class MemoryTable
    implements SupportsRead, SupportsWrite, SupportsRowLevelOperations, TruncatableTable {

  private static final String CONFLICTS = "argos.conflicts";

  private final Identifier ident;
  private final Transform[] partitions;
  private final Map<String, String> properties;
  private Column[] columns;
  private List<InternalRow> rows = List.of();
  private Instant altered = Instant.now();

  MemoryTable(
      Identifier ident, Column[] columns, Transform[] partitions, Map<String, String> properties) {
    this.ident = ident;
    this.columns = columns;
    this.partitions = partitions;
    this.properties = new HashMap<>(properties);
  }

  Identifier identifier() {
    return ident;
  }

  synchronized Instant altered() {
    return altered;
  }

  synchronized List<InternalRow> rows() {
    return rows;
  }

  /**
   * Applies a change to the rows; changes of concurrent writers follow each other. By its property
   * {@code argos.conflicts} another writer still comes first so many times.
   */
  synchronized void commit(UnaryOperator<List<InternalRow>> change) {
    int conflicts = Integer.parseInt(properties.getOrDefault(CONFLICTS, "0"));
    if (conflicts > 0) {
      properties.put(CONFLICTS, String.valueOf(conflicts - 1));
      throw new Conflict(name());
    }
    rows = List.copyOf(change.apply(rows));
    altered = Instant.now();
  }

  synchronized void alter(TableChange... changes) {
    for (TableChange change : changes) {
      apply(change);
    }
    altered = Instant.now();
  }

  synchronized MemoryTable renamed(Identifier to) {
    MemoryTable copy = new MemoryTable(to, columns, partitions, properties);
    copy.rows = rows;
    return copy;
  }

  private void apply(TableChange change) {
    if (change instanceof TableChange.SetProperty set) {
      properties.put(set.property(), set.value());
    } else if (change instanceof TableChange.RemoveProperty remove) {
      properties.remove(remove.property());
    } else {
      var changes = CollectionConverters.asScala(List.of(change)).toSeq();
      StructType changed =
          CatalogV2Util.applySchemaChanges(schema(), changes, Option.empty(), "ALTER TABLE");
      String[] kept = Arrays.copyOf(changed.fieldNames(), columns.length);
      if (!Arrays.equals(kept, schema().fieldNames())) {
        throw new NotSupported("columns can only be added at the end, and not by " + change);
      }
      DataType[] types = types();
      columns = CatalogV2Util.structTypeToV2Columns(changed, false);
      rows = rows.stream().map(row -> widened(row, types)).toList();
    }
  }

  private InternalRow widened(InternalRow row, DataType[] types) {
    Object[] values = new Object[columns.length];
    for (int i = 0; i < types.length; i++) {
      values[i] = row.get(i, types[i]);
    }
    return new GenericInternalRow(values);
  }

  private DataType[] types() {
    return Arrays.stream(columns).map(Column::dataType).toArray(DataType[]::new);
  }

  /** The values of the row's partition columns: equal lists belong to one partition. */
  List<Object> partitionOf(InternalRow row) {
    List<Object> values = new ArrayList<>();
    for (Transform partition : partitions) {
      values.add(value(row, partition.references()[0].fieldNames()[0]));
    }
    return values;
  }

  Object value(InternalRow row, String column) {
    Column[] current = columns();
    for (int i = 0; i < current.length; i++) {
      if (current[i].name().equalsIgnoreCase(column)) {
        return row.get(i, current[i].dataType());
      }
    }
    throw new IllegalArgumentException("no column " + column);
  }

  @Override
  public String name() {
    return "spark_catalog." + String.join(".", ident.namespace()) + "." + ident.name();
  }

  @Override
  public synchronized Column[] columns() {
    return columns;
  }

  @Override
  @SuppressWarnings("deprecation") // Still what Spark asks of a table that is read.
  public StructType schema() {
    return CatalogV2Util.v2ColumnsToStructType(columns());
  }

  @Override
  public Transform[] partitioning() {
    return partitions;
  }

  @Override
  public Map<String, String> properties() {
    return properties;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return EnumSet.of(
        TableCapability.BATCH_READ,
        TableCapability.BATCH_WRITE,
        TableCapability.TRUNCATE,
        TableCapability.OVERWRITE_BY_FILTER,
        TableCapability.OVERWRITE_DYNAMIC);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    StructType schema = schema();
    List<InternalRow> snapshot = rows();
    return () -> new MemoryScan(schema, snapshot);
  }

  @Override
  public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
    return new MemoryWriteBuilder(this);
  }

  @Override
  public boolean truncateTable() {
    commit(before -> List.of());
    return true;
  }

  @Override
  public RowLevelOperationBuilder newRowLevelOperationBuilder(RowLevelOperationInfo info) {
    return () -> new CopyOnWrite(this, info.command());
  }
}
