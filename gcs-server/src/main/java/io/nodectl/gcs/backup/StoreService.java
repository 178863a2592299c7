package io.nodectl.gcs.backup;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.nodectl.gcs.reply.Reply;
import io.nodectl.gcs.storage.SqliteFile;
import io.nodectl.gcs.storage.Store;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.TableSize;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.gcs.BackupPart;
import io.nodectl.messages.gcs.BackupRequest;
import io.nodectl.messages.gcs.GcsStoreServiceGrpc.GcsStoreServiceImplBase;
import io.nodectl.messages.gcs.InspectReply;
import io.nodectl.messages.gcs.InspectRequest;
import io.nodectl.messages.gcs.RowInfo;
import io.nodectl.messages.gcs.TableInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/// Lets our own tools copy the store and look into it.
public final class StoreService extends GcsStoreServiceImplBase {

  /// Rows of one answer, at most.
  private static final int MOST_ROWS = 10_000;

  private final Store store;
  private final AtomicBoolean copying = new AtomicBoolean();

  public StoreService(Store store) {
    this.store = store;
  }

  @Override
  public void inspect(InspectRequest request, StreamObserver<InspectReply> caller) {
    Optional<Table<?>> table =
        Table.all().stream().filter(each -> each.label().equals(request.getTable())).findFirst();
    if (!request.getTable().isEmpty() && table.isEmpty()) {
      List<String> names = Table.all().stream().<String>map(Table::label).toList();
      Reply.with(
          caller,
          InspectReply.newBuilder()
              .setError(
                  "there is no table '%s'; there are %s"
                      .formatted(request.getTable(), String.join(", ", names)))
              .build());
      return;
    }
    int limit = Math.clamp(request.getLimit(), 0, MOST_ROWS);
    Reply.when(
        store.ask(
            tables ->
                table
                    .map(one -> rows(one, limit, tables))
                    .orElseGet(() -> sizes(Table.all(), tables).build())),
        caller);
  }

  /// One at a time: each needs as much room as the store itself.
  @Override
  public void backup(BackupRequest request, StreamObserver<BackupPart> caller) {
    if (!(caller instanceof ServerCallStreamObserver<BackupPart> call)) {
      throw new IllegalStateException("a call of another kind: " + caller);
    }
    if (!copying.compareAndSet(false, true)) {
      Reply.with(caller, failed("another backup is under way; try again when it is done"));
      return;
    }
    FileSender sender = FileSender.to(call);
    Path folder = store.scratch().resolve("backup-" + ProcessHandle.current().pid());
    Thread _ = Thread.ofVirtual().name("backup").start(() -> copy(folder, sender, caller));
  }

  private void copy(Path folder, FileSender sender, StreamObserver<BackupPart> caller) {
    SqliteFile copy = new SqliteFile(folder);
    try {
      remove(folder);
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      boolean _ = store.copyTo(copy).get();
      sender.send(copy.file());
    } catch (IOException | ExecutionException e) {
      Throwable cause = e instanceof IOException || e.getCause() == null ? e : e.getCause();
      Reply.with(caller, failed("the store cannot be copied: " + cause.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      removeQuietly(folder);
      copying.set(false);
    }
  }

  private static BackupPart failed(String why) {
    return BackupPart.newBuilder().setError(why).build();
  }

  private static InspectReply rows(Table<?> table, int limit, Tables tables) {
    InspectReply.Builder reply = sizes(List.of(table), tables);
    tables.keys(table, ByteString.EMPTY).stream()
        .limit(limit)
        .forEach(key -> row(table, key, tables).ifPresent(reply::addRows));
    return reply.build();
  }

  private static <V> Optional<RowInfo> row(Table<V> table, ByteString key, Tables tables) {
    return tables
        .get(table, key)
        .map(
            value ->
                RowInfo.newBuilder()
                    .setKey(RowText.key(table, key))
                    .setValue(RowText.value(value))
                    .setBytes(table.write(value).size())
                    .build());
  }

  private static InspectReply.Builder sizes(List<Table<?>> wanted, Tables tables) {
    InspectReply.Builder reply = InspectReply.newBuilder();
    for (Table<?> table : wanted) {
      TableSize size = tables.size(table);
      reply.addTables(
          TableInfo.newBuilder()
              .setName(table.label())
              .setRows(size.rows())
              .setBytes(size.bytes()));
    }
    return reply;
  }

  private static void removeQuietly(Path folder) {
    try {
      remove(folder);
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger(StoreService.class)
          .warn("the copy of the store in {} cannot be removed: {}", folder, e.getMessage());
    }
  }

  /// Also what a process of that number left behind when it was killed.
  private static void remove(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }
}
