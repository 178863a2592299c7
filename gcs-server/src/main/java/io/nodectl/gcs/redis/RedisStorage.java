package io.nodectl.gcs.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.nodectl.gcs.storage.OrderedRows;
import io.nodectl.gcs.storage.Row;
import io.nodectl.gcs.storage.Storage;
import io.nodectl.gcs.storage.StorageFailed;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.TableSize;
import io.nodectl.gcs.storage.UndoLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/// Keeps the tables in a Redis server, one hash each. [RedisStore] opens it.
///
/// Nobody else writes to them, so the keys are held in memory: what is there is known without
/// asking the server. Values are asked for; changes are held back until they are committed, in one
/// step.
final class RedisStorage implements Storage {

  private static final Logger LOG = LoggerFactory.getLogger(RedisStorage.class);

  /// Rows of one question when many are read.
  private static final int ROWS_AT_ONCE = 500;

  private final RedisLink link;
  private final RedisClaim claim;
  private final RedisKeys names;
  private final RedisOwner owner;
  private final UndoLog undo = new UndoLog();
  private final Map<Table<?>, OrderedRows<Boolean>> keys = new HashMap<>();
  private final PendingChanges pending = new PendingChanges();

  // Four parts of one connection.
  RedisStorage(RedisLink link, RedisClaim claim, RedisKeys names, RedisOwner owner) {
    this.link = link;
    this.claim = claim;
    this.names = names;
    this.owner = owner;
  }

  /// Reads which keys there are.
  void load() {
    for (Table<?> table : Table.all()) {
      OrderedRows<Boolean> there = new OrderedRows<>(undo);
      list(link.ask(new CommandArguments(Command.HKEYS).key(names.of(table))))
          .forEach(key -> there.put(string(key), true));
      keys.put(table, there);
    }
    undo.forget();
  }

  @Override
  public boolean contains(Table<?> table, ByteString key) {
    return keys(table).contains(key);
  }

  @Override
  public Optional<ByteString> get(Table<?> table, ByteString key) {
    return contains(table, key)
        ? Optional.of(values(table, List.of(key)).getFirst())
        : Optional.empty();
  }

  @Override
  public void put(Table<?> table, ByteString key, ByteString value) {
    keys(table).put(key, true);
    pending.put(table, key, value);
  }

  @Override
  public boolean delete(Table<?> table, ByteString key) {
    boolean was = keys(table).delete(key);
    if (was) {
      pending.delete(table, key);
    }
    return was;
  }

  @Override
  public List<Row<ByteString>> scan(Table<?> table, ByteString prefix) {
    List<Row<ByteString>> rows = new ArrayList<>();
    List<ByteString> found = keys(table, prefix);
    for (int from = 0; from < found.size(); from += ROWS_AT_ONCE) {
      List<ByteString> some = found.subList(from, Math.min(found.size(), from + ROWS_AT_ONCE));
      List<ByteString> values = values(table, some);
      for (int i = 0; i < some.size(); i++) {
        rows.add(new Row<>(some.get(i), values.get(i)));
      }
    }
    return rows;
  }

  @Override
  public TableSize size(Table<?> table) {
    List<ByteString> all = keys(table, ByteString.EMPTY);
    long bytes = all.stream().mapToLong(ByteString::size).sum();
    for (int from = 0; from < all.size(); from += ROWS_AT_ONCE) {
      List<ByteString> some = all.subList(from, Math.min(all.size(), from + ROWS_AT_ONCE));
      bytes += values(table, some).stream().mapToLong(ByteString::size).sum();
    }
    return new TableSize(all.size(), bytes);
  }

  @Override
  public List<ByteString> keys(Table<?> table, ByteString prefix) {
    return keys(table).keys(prefix);
  }

  @Override
  public void commit() {
    if (pending.isEmpty()) {
      claim.renewIfDue();
    } else {
      List<byte[]> tables = new ArrayList<>();
      List<byte[]> changes = new ArrayList<>();
      pending.write(table -> tables.add(names.of(table)), changes::add);
      claim.commit(tables, changes);
      pending.clear();
    }
    undo.forget();
  }

  @Override
  public void rollback() {
    pending.clear();
    undo.rollback();
  }

  @Override
  public boolean isOurs() {
    return claim.isLeased();
  }

  @Override
  public Optional<Duration> pulse() {
    return Optional.of(claim.renewal());
  }

  @Override
  public void close() {
    try (owner;
        link) {
      link.persist(Patience.none(), () -> {});
      claim.release();
    } catch (StorageFailed e) {
      LOG.warn("the lease in Redis was not given back and runs out by itself: {}", e.getMessage());
    }
  }

  /// The values of keys that are there.
  private List<ByteString> values(Table<?> table, List<ByteString> wanted) {
    CommandArguments command = new CommandArguments(Command.HMGET).key(names.of(table));
    List<ByteString> asked = new ArrayList<>();
    for (ByteString key : wanted) {
      if (pending.get(table, key).isEmpty()) {
        asked.add(key);
        command.add(key.toByteArray());
      }
    }
    var answers = (asked.isEmpty() ? List.of() : list(link.ask(command))).iterator();
    List<ByteString> values = new ArrayList<>();
    for (ByteString key : wanted) {
      values.add(pending.get(table, key).orElseGet(() -> present(answers.next(), table)));
    }
    return values;
  }

  private ByteString present(@Nullable Object value, Table<?> table) {
    if (value == null) {
      throw names.lost("a row of the table " + table);
    }
    return string(value);
  }

  private OrderedRows<Boolean> keys(Table<?> table) {
    OrderedRows<Boolean> there = keys.get(table);
    if (there == null) {
      throw new IllegalStateException("the table " + table + " was not loaded");
    }
    return there;
  }

  private static ByteString string(Object bytes) {
    // Jedis makes an array for each and keeps none.
    return UnsafeByteOperations.unsafeWrap(
        bytes instanceof byte[] array ? array : String.valueOf(bytes).getBytes(UTF_8));
  }

  private static List<?> list(@Nullable Object answer) {
    if (answer instanceof List<?> list) {
      return list;
    }
    throw new IllegalStateException("Redis answered " + answer);
  }
}
