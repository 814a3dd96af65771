package argos.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.V1Table;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Unity Catalog's information schema, computed from the session catalog when it is read. */
final class InformationSchema {

  private static final String NAMESPACE = "information_schema";
  private static final String CATALOG = "spark_catalog";
  private static final String TABLE_KEY =
      "table_catalog string, table_schema string, table_name string, ";
  private static final String TAG = "catalog_name string, schema_name string, table_name string, ";

  // What no table here can have (tags, masks, constraints) is there to be read, and empty.
  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("schemata", "catalog_name string, schema_name string"),
          Map.entry(
              "tables",
              TABLE_KEY
                  + "table_type string, table_owner string, comment string, created timestamp,"
                  + " last_altered timestamp, data_source_format string, storage_path string"),
          Map.entry(
              "columns",
              TABLE_KEY
                  + "column_name string, ordinal_position int, is_nullable string,"
                  + " full_data_type string, data_type string, comment string,"
                  + " partition_index int"),
          Map.entry("views", TABLE_KEY + "view_definition string, is_materialized string"),
          Map.entry("table_tags", TAG + "tag_name string, tag_value string"),
          Map.entry("column_tags", TAG + "column_name string, tag_name string, tag_value string"),
          Map.entry(
              "column_masks",
              TABLE_KEY + "column_name string, mask_name string, using_columns string"),
          Map.entry("row_filters", TABLE_KEY + "filter_name string, target_columns string"),
          Map.entry(
              "table_constraints",
              "constraint_catalog string, constraint_schema string, constraint_name string, "
                  + TABLE_KEY
                  + "constraint_type string"),
          Map.entry(
              "key_column_usage",
              "constraint_catalog string, constraint_schema string, constraint_name string, "
                  + TABLE_KEY
                  + "column_name string, ordinal_position int, position_in_unique_constraint int"),
          Map.entry(
              "referential_constraints",
              "constraint_catalog string, constraint_schema string, constraint_name string,"
                  + " unique_constraint_catalog string, unique_constraint_schema string,"
                  + " unique_constraint_name string"));

  private InformationSchema() {}

  static boolean holds(Identifier ident) {
    return ident.namespace().length == 1
        && ident.namespace()[0].equalsIgnoreCase(NAMESPACE)
        && COLUMNS.containsKey(ident.name().toLowerCase(Locale.ROOT));
  }

  static Table load(RowLevelCatalog catalog, Identifier ident) {
    String name = ident.name().toLowerCase(Locale.ROOT);
    StructType schema = StructType.fromDDL(COLUMNS.get(name));
    MemoryTable table =
        new MemoryTable(
            ident, CatalogV2Util.structTypeToV2Columns(schema, false), new Transform[0], Map.of());
    table.commit(before -> rows(catalog, name));
    return table;
  }

  private static List<InternalRow> rows(RowLevelCatalog catalog, String name) {
    try {
      return switch (name) {
        case "schemata" -> namespaces(catalog).map(space -> row(CATALOG, space)).toList();
        case "tables" -> relations(catalog).stream().map(InformationSchema::tableRow).toList();
        case "columns" ->
            relations(catalog).stream().flatMap(InformationSchema::columnRows).toList();
        case "views" ->
            relations(catalog).stream()
                .filter(Relation::isView)
                .map(InformationSchema::viewRow)
                .toList();
        default -> List.of();
      };
    } catch (NoSuchNamespaceException gone) {
      return List.of();
    }
  }

  private record Relation(Identifier ident, Table table) {
    String schemaName() {
      return ident.namespace()[0];
    }

    boolean isView() {
      return table instanceof V1Table v1 && v1.v1Table().viewText().isDefined();
    }

    Instant altered() {
      return table instanceof MemoryTable memory ? memory.altered() : Instant.now();
    }
  }

  private static Stream<String> namespaces(RowLevelCatalog catalog)
      throws NoSuchNamespaceException {
    return Stream.of(catalog.listNamespaces()).map(names -> names[0]);
  }

  private static List<Relation> relations(RowLevelCatalog catalog) throws NoSuchNamespaceException {
    List<Relation> found = new ArrayList<>();
    for (String space : namespaces(catalog).toList()) {
      for (Identifier ident : catalog.listTables(new String[] {space})) {
        // A session's temporary views are listed in every schema, and belong to none.
        if (ident.namespace().length == 1) {
          addIfThere(catalog, ident, found);
        }
      }
    }
    return found;
  }

  private static void addIfThere(RowLevelCatalog catalog, Identifier ident, List<Relation> found) {
    try {
      found.add(new Relation(ident, catalog.loadTable(ident)));
    } catch (NoSuchTableException droppedMeanwhile) {
      // Nothing to show.
    }
  }

  private static InternalRow tableRow(Relation relation) {
    Map<String, String> properties = relation.table().properties();
    return row(
        CATALOG,
        relation.schemaName(),
        relation.ident().name(),
        relation.isView() ? "VIEW" : "MANAGED",
        properties.get("owner"),
        properties.get("comment"),
        relation.altered(),
        relation.altered(),
        relation.isView() ? null : properties.getOrDefault("provider", "").toUpperCase(Locale.ROOT),
        properties.get("location"));
  }

  private static Stream<InternalRow> columnRows(Relation relation) {
    List<InternalRow> rows = new ArrayList<>();
    for (StructField field :
        CatalogV2Util.v2ColumnsToStructType(relation.table().columns()).fields()) {
      String type = field.dataType().sql().toLowerCase(Locale.ROOT);
      rows.add(
          row(
              CATALOG,
              relation.schemaName(),
              relation.ident().name(),
              field.name(),
              rows.size(),
              field.nullable() ? "YES" : "NO",
              type,
              type.replaceAll("[(<].*", "").toUpperCase(Locale.ROOT),
              field.getComment().getOrElse(() -> null),
              null));
    }
    return rows.stream();
  }

  private static InternalRow viewRow(Relation relation) {
    String text = ((V1Table) relation.table()).v1Table().viewText().get();
    return row(CATALOG, relation.schemaName(), relation.ident().name(), text, "NO");
  }

  private static InternalRow row(Object... values) {
    Object[] converted = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      converted[i] = CatalystTypeConverters.convertToCatalyst(values[i]);
    }
    return new GenericInternalRow(converted);
  }
}
