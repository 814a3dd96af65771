package argos.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.SupportsDynamicOverwrite;
import org.apache.spark.sql.connector.write.SupportsOverwriteV2;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;

/**
 * Decides which rows a write keeps: all, none, those outside a filter or outside its partitions.
 */
final class MemoryWriteBuilder implements SupportsOverwriteV2, SupportsDynamicOverwrite {

  /** From the rows before and the new ones, the rows before that stay. */
  private interface Keep {
    List<InternalRow> of(List<InternalRow> before, List<InternalRow> fresh);
  }

  private final MemoryTable table;
  private Keep keep = (before, fresh) -> before;

  MemoryWriteBuilder(MemoryTable table) {
    this.table = table;
  }

  @Override
  public WriteBuilder truncate() {
    keep = (before, fresh) -> List.of();
    return this;
  }

  @Override
  public boolean canOverwrite(Predicate[] predicates) {
    return true;
  }

  @Override
  public WriteBuilder overwrite(Predicate[] predicates) {
    PredicateEvaluator evaluator = new PredicateEvaluator(table);
    keep =
        (before, fresh) ->
            before.stream().filter(row -> !evaluator.allHold(predicates, row)).toList();
    return this;
  }

  @Override
  public WriteBuilder overwriteDynamicPartitions() {
    keep =
        (before, fresh) -> {
          Set<List<Object>> written = new HashSet<>();
          fresh.forEach(row -> written.add(table.partitionOf(row)));
          return before.stream().filter(row -> !written.contains(table.partitionOf(row))).toList();
        };
    return this;
  }

  @Override
  public Write build() {
    return new Write() {
      @Override
      public BatchWrite toBatch() {
        return new MemoryBatchWrite(MemoryWriteBuilder.this::commit);
      }
    };
  }

  private void commit(List<InternalRow> fresh) {
    table.commit(
        before -> {
          List<InternalRow> after = new ArrayList<>(keep.of(before, fresh));
          after.addAll(fresh);
          return after;
        });
  }
}
