package io.nodectl.gcs.storage;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.nodectl.messages.gcs.LaunchRecord;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsSubscriberCommandBatchRequest;
import io.nodectl.messages.ray.JobTableData;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.TaskSpec;
import io.nodectl.messages.ray.WorkerTableData;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/// A table of the cluster's state: rows of one kind under keys that are ordered as unsigned bytes.
///
/// @param <V> what a row is
public final class Table<V> {

  /// What the cluster as a whole is.
  public static final Table<ByteString> CLUSTER =
      new Table<>("cluster", bytes -> bytes, bytes -> bytes, Place.MEMORY);

  /// Nodes by their id, living and dead.
  public static final Table<GcsNodeInfo> NODES = of("nodes", GcsNodeInfo.parser(), Place.MEMORY);

  /// The internal key-value store.
  public static final Table<ByteString> KV =
      new Table<>("kv", bytes -> bytes, bytes -> bytes, Place.CACHED);

  /// Jobs by their id (4 bytes), running and finished.
  public static final Table<JobTableData> JOBS = of("jobs", JobTableData.parser(), Place.MEMORY);

  /// Actors by their id (16 bytes), in whatever state.
  public static final Table<ActorTableData> ACTORS =
      of("actors", ActorTableData.parser(), Place.MEMORY);

  /// The task that makes an actor, by the actor's id. It is large and rarely asked for.
  public static final Table<TaskSpec> ACTOR_SPECS =
      of("actor_specs", TaskSpec.parser(), Place.STORAGE);

  /// Placement groups by their id (18 bytes).
  public static final Table<PlacementGroupTableData> PLACEMENT_GROUPS =
      of("placement_groups", PlacementGroupTableData.parser(), Place.MEMORY);

  /// Workers by their id (28 bytes), living and dead.
  public static final Table<WorkerTableData> WORKERS =
      of("workers", WorkerTableData.parser(), Place.STORAGE);

  /// What the nodes run for others, by node id and worker id (28 bytes each). Its messages are only
  /// loaded by a gcs-server that has any.
  public static final Table<LaunchRecord> LAUNCHES =
      new Table<>("launches", LaunchRecord::parseFrom, LaunchRecord::toByteString, Place.STORAGE);

  /// Who subscribes to whole channels, by publisher and subscriber id.
  public static final Table<GcsSubscriberCommandBatchRequest> SUBSCRIBERS =
      of("subscribers", GcsSubscriberCommandBatchRequest.parser(), Place.STORAGE);

  private static final List<Table<?>> ALL =
      List.of(
          CLUSTER,
          NODES,
          KV,
          JOBS,
          ACTORS,
          ACTOR_SPECS,
          PLACEMENT_GROUPS,
          WORKERS,
          SUBSCRIBERS,
          LAUNCHES);

  /// Where rows are read from.
  private enum Place {
    /// All rows are held in memory too, as what they are, so that reading them costs nothing.
    MEMORY,
    /// Only what is asked for is read: the rows may be large, or very many.
    STORAGE,
    /// The same, and what was asked for lately is held in memory for any thread.
    CACHED,
    /// All rows are held in memory and nowhere else: they end with the process.
    PROCESS
  }

  private final String label;
  private final Parsing<V> parsing;
  private final Function<V, ByteString> writing;
  private final Place place;

  private interface Parsing<V> {
    V parse(ByteString bytes) throws InvalidProtocolBufferException;
  }

  private Table(String label, Parsing<V> parsing, Function<V, ByteString> writing, Place place) {
    this.label = label;
    this.parsing = parsing;
    this.writing = writing;
    this.place = place;
  }

  private static <M extends MessageLite> Table<M> of(String label, Parser<M> parser, Place place) {
    return new Table<>(label, parser::parseFrom, MessageLite::toByteString, place);
  }

  /// A table that ends with the process: what is only of use to this one, such as an index over
  /// what is kept, but changes and is rolled back with it.
  public static <V> Table<V> ofProcess(String label) {
    return new Table<>(
        label,
        _ -> {
          throw new IllegalStateException(label + " is not kept, so it cannot be read");
        },
        _ -> {
          throw new IllegalStateException(label + " is not kept, so it cannot be written");
        },
        Place.PROCESS);
  }

  /// All tables that are kept.
  public static List<Table<?>> all() {
    return ALL;
  }

  /// Its name, a part of the format that is kept. Letters and `_` only: it may stand in a statement
  /// as it is.
  public String label() {
    return label;
  }

  /// Whether all rows are in memory.
  public boolean isResident() {
    return place == Place.MEMORY || place == Place.PROCESS;
  }

  /// Whether rows that were asked for lately are in memory.
  boolean isCached() {
    return place == Place.CACHED;
  }

  /// Whether its rows outlive the process.
  boolean isKept() {
    return place != Place.PROCESS;
  }

  /// A row as it is kept.
  public ByteString write(V value) {
    return writing.apply(value);
  }

  /// A row from how it is kept.
  ///
  /// @throws StorageFailed if that is no row of this table; lasting if all rows have to be known
  public V parse(ByteString key, ByteString bytes) {
    try {
      return parsing.parse(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new StorageFailed(
          "the row %s of the table %s cannot be read (%s): it is damaged, or something else wrote it. Nothing was changed. Put a backup in its place (nodectl gcs restore), or begin with an empty store (nodectl start --head --fresh)."
              .formatted(HexFormat.of().formatHex(key.toByteArray()), label, e.getMessage()),
          isResident() ? StorageFailed.Course.LASTING : StorageFailed.Course.PASSING,
          e);
    }
  }

  @Override
  public String toString() {
    return label;
  }
}
