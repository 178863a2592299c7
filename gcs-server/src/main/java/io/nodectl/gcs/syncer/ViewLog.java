package io.nodectl.gcs.syncer;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.syncer.MessageType;
import io.nodectl.messages.ray.syncer.RaySyncMessage;
import io.nodectl.rpc.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The last message of each kind of each node, in the order of their coming. A pure state, for one
/// thread.
///
/// Readers keep a position in it, and get what has come since. So a reader that is slow misses what
/// was overtaken meanwhile, gets the newest of each node when it reads again, and holds no memory
/// of its own.
final class ViewLog {

  /// Where a reader that has got nothing stands.
  static final long BEGINNING = 0;

  private record Key(NodeId node, MessageType type) {}

  private record Entry(Key key, ByteString field) {}

  private final NavigableMap<Long, Entry> entries = new TreeMap<>();
  private final Map<Key, Long> positions = new HashMap<>();
  private final Map<Key, Long> versions = new HashMap<>();
  private long end = BEGINNING;

  /// Where the newest message stands.
  long end() {
    return end;
  }

  /// Takes a message of a node; of those that it shall forward, the one before is forgotten.
  ///
  /// @return false if one of that version or a newer one was here before
  boolean isNews(NodeId node, RaySyncMessage message) {
    var key = new Key(node, message.getMessageType());
    Long known = versions.get(key);
    if (known != null && known >= message.getVersion()) {
      return false;
    }
    versions.put(key, message.getVersion());
    return true;
  }

  /// Has a message read by all others.
  void add(NodeId node, RaySyncMessage message) {
    var key = new Key(node, message.getMessageType());
    end++;
    Long before = positions.put(key, end);
    if (before != null) {
      entries.remove(before);
    }
    entries.put(end, new Entry(key, EncodedBatch.field(message)));
  }

  /// The node begins to count anew: it has a new stream, perhaps because its raylet has started
  /// again.
  void countAnew(NodeId node) {
    for (MessageType type : MessageType.values()) {
      versions.remove(new Key(node, type));
    }
  }

  /// Forgets a node that is dead.
  void forget(NodeId node) {
    countAnew(node);
    for (MessageType type : MessageType.values()) {
      Long position = positions.remove(new Key(node, type));
      if (position != null) {
        entries.remove(position);
      }
    }
  }

  /// What came after a position, without what the reader itself said. Commands from before the
  /// reader's time were not meant for it.
  ///
  /// @param limit at most so many entries are looked at
  Page after(Reader reader, int limit) {
    List<ByteString> fields = new ArrayList<>();
    long position = reader.position();
    int seen = 0;
    for (Map.Entry<Long, Entry> row : entries.tailMap(position, false).entrySet()) {
      if (seen++ == limit) {
        return new Page(fields, position);
      }
      position = row.getKey();
      Key key = row.getValue().key();
      boolean late = key.type() == MessageType.COMMANDS && position <= reader.since();
      if (!late && !key.node().equals(reader.node())) {
        fields.add(row.getValue().field());
      }
    }
    return new Page(fields, end);
  }

  /// Who reads.
  ///
  /// @param since where the log ended when it came
  /// @param position up to where it has read
  record Reader(NodeId node, long since, long position) {}

  /// A part of the log.
  ///
  /// @param fields the messages as fields of a batch
  /// @param position up to where its reader has read then
  record Page(List<ByteString> fields, long position) {}
}
