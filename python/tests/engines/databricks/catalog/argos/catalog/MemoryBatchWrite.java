package argos.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** Collects the rows of all tasks and hands them over at once: a failed write leaves nothing. */
record MemoryBatchWrite(Consumer<List<InternalRow>> onCommit) implements BatchWrite {

  private record Rows(ArrayList<InternalRow> rows) implements WriterCommitMessage {}

  private static final class WriterFactory implements DataWriterFactory {
    @Override
    public DataWriter<InternalRow> createWriter(int partition, long task) {
      return new Writer();
    }
  }

  private static final class Writer implements DataWriter<InternalRow> {
    private final ArrayList<InternalRow> rows = new ArrayList<>();

    @Override
    public void write(InternalRow row) {
      rows.add(row.copy());
    }

    @Override
    public WriterCommitMessage commit() {
      return new Rows(rows);
    }

    @Override
    public void abort() {}

    @Override
    public void close() {}
  }

  @Override
  public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
    return new WriterFactory();
  }

  @Override
  public void commit(WriterCommitMessage[] messages) {
    List<InternalRow> fresh = new ArrayList<>();
    for (WriterCommitMessage message : messages) {
      if (message instanceof Rows written) {
        fresh.addAll(written.rows());
      }
    }
    onCommit.accept(fresh);
  }

  @Override
  public void abort(WriterCommitMessage[] messages) {}
}
