package argos.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.analysis.NonEmptyNamespaceException;
import org.apache.spark.sql.catalyst.analysis.TableAlreadyExistsException;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.DelegatingCatalogExtension;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.StagedTable;
import org.apache.spark.sql.connector.catalog.StagingTableCatalog;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalogCapability;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.catalog.TableInfo;
import org.apache.spark.sql.connector.expressions.Transform;

/**
 * A session catalog whose {@code using delta} tables live in the driver's memory and accept MERGE,
 * UPDATE, DELETE, TRUNCATE, INSERT OVERWRITE, REPLACE WHERE and CREATE OR REPLACE TABLE.
 *
 * <p>Spark's own parser, analyzer and row-level rewrites run the statements. It is not Delta Lake:
 * there are no files, no log and no time travel. All other relations go to Spark's session catalog.
 */
public final class RowLevelCatalog extends DelegatingCatalogExtension
    implements StagingTableCatalog {

  // Shared by all sessions, as a warehouse's tables are.
  private static final ConcurrentMap<String, MemoryTable> TABLES = new ConcurrentHashMap<>();

  private static String key(Identifier ident) {
    String dotted = String.join(".", ident.namespace()) + "." + ident.name();
    return dotted.toLowerCase(Locale.ROOT);
  }

  private static boolean isIn(String[] namespace, String key) {
    return key.startsWith(key(Identifier.of(namespace, "")));
  }

  private static boolean isDelta(Map<String, String> properties) {
    return "delta".equalsIgnoreCase(properties.get("provider"));
  }

  @Override
  public Set<TableCatalogCapability> capabilities() {
    return EnumSet.of(TableCatalogCapability.SUPPORT_COLUMN_DEFAULT_VALUE);
  }

  @Override
  public Table loadTable(Identifier ident) throws NoSuchTableException {
    if (InformationSchema.holds(ident)) {
      return InformationSchema.load(this, ident);
    }
    MemoryTable table = TABLES.get(key(ident));
    return table != null ? table : super.loadTable(ident);
  }

  @Override
  public boolean tableExists(Identifier ident) {
    return InformationSchema.holds(ident)
        || TABLES.containsKey(key(ident))
        || super.tableExists(ident);
  }

  @Override
  public Identifier[] listTables(String[] namespace) throws NoSuchNamespaceException {
    List<Identifier> found = new ArrayList<>(Arrays.asList(super.listTables(namespace)));
    TABLES.forEach(
        (key, table) -> {
          if (isIn(namespace, key)) {
            found.add(table.identifier());
          }
        });
    return found.toArray(new Identifier[0]);
  }

  @Override
  public Table createTable(Identifier ident, TableInfo info)
      throws TableAlreadyExistsException, NoSuchNamespaceException {
    return createTable(ident, info.columns(), info.partitions(), info.properties());
  }

  @Override
  public Table createTable(
      Identifier ident, Column[] columns, Transform[] partitions, Map<String, String> properties)
      throws TableAlreadyExistsException, NoSuchNamespaceException {
    if (!isDelta(properties)) {
      return super.createTable(ident, columns, partitions, properties);
    }
    requireNamespace(ident);
    MemoryTable table = new MemoryTable(ident, columns, partitions, properties);
    if (super.tableExists(ident) || TABLES.putIfAbsent(key(ident), table) != null) {
      throw new TableAlreadyExistsException(ident);
    }
    return table;
  }

  @Override
  public Table alterTable(Identifier ident, TableChange... changes) throws NoSuchTableException {
    MemoryTable table = TABLES.get(key(ident));
    if (table == null) {
      return super.alterTable(ident, changes);
    }
    table.alter(changes);
    return table;
  }

  @Override
  public boolean dropTable(Identifier ident) {
    return TABLES.remove(key(ident)) != null || super.dropTable(ident);
  }

  @Override
  public boolean purgeTable(Identifier ident) {
    return dropTable(ident);
  }

  @Override
  public boolean dropNamespace(String[] namespace, boolean cascade)
      throws NoSuchNamespaceException, NonEmptyNamespaceException {
    List<String> held = TABLES.keySet().stream().filter(key -> isIn(namespace, key)).toList();
    if (!cascade && !held.isEmpty()) {
      throw new NonEmptyNamespaceException(namespace);
    }
    held.forEach(TABLES::remove);
    return super.dropNamespace(namespace, cascade);
  }

  @Override
  public void renameTable(Identifier from, Identifier to)
      throws NoSuchTableException, TableAlreadyExistsException {
    MemoryTable table = TABLES.get(key(from));
    if (table == null) {
      super.renameTable(from, to);
      return;
    }
    if (TABLES.putIfAbsent(key(to), table.renamed(to)) != null) {
      throw new TableAlreadyExistsException(to);
    }
    TABLES.remove(key(from));
  }

  @Override
  public StagedTable stageCreate(Identifier ident, TableInfo info)
      throws TableAlreadyExistsException, NoSuchNamespaceException {
    if (tableExists(ident)) {
      throw new TableAlreadyExistsException(ident);
    }
    return stageCreateOrReplace(ident, info);
  }

  @Override
  public StagedTable stageReplace(Identifier ident, TableInfo info)
      throws NoSuchTableException, NoSuchNamespaceException {
    if (!tableExists(ident)) {
      throw new NoSuchTableException(ident);
    }
    return stageCreateOrReplace(ident, info);
  }

  @Override
  public StagedTable stageCreateOrReplace(Identifier ident, TableInfo info)
      throws NoSuchNamespaceException {
    requireNamespace(ident);
    return new StagedMemoryTable(ident, info, this::replace);
  }

  private void replace(MemoryTable table) {
    super.dropTable(table.identifier());
    TABLES.put(key(table.identifier()), table);
  }

  private void requireNamespace(Identifier ident) throws NoSuchNamespaceException {
    if (!super.namespaceExists(ident.namespace())) {
      throw new NoSuchNamespaceException(ident.namespace());
    }
  }
}
