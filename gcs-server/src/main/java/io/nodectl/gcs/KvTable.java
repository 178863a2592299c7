package io.nodectl.gcs;

import com.google.protobuf.ByteString;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The internal key-value store: raw bytes under raw bytes, in namespaces that come and go with
/// their keys.
///
/// Keys are ordered, so that a prefix costs what it matches and not what the table holds. Safe for
/// any thread.
final class KvTable {

  private static final Comparator<ByteString> ORDER =
      ByteString.unsignedLexicographicalComparator();

  private final Map<ByteString, NavigableMap<ByteString, ByteString>> namespaces = new HashMap<>();

  synchronized Optional<ByteString> get(ByteString namespace, ByteString key) {
    return Optional.ofNullable(in(namespace).get(key));
  }

  synchronized boolean contains(ByteString namespace, ByteString key) {
    return in(namespace).containsKey(key);
  }

  /// Sets the value, whether the key is there or not.
  ///
  /// @return true if the key is new
  synchronized boolean put(ByteString namespace, ByteString key, ByteString value) {
    return made(namespace).put(key, value) == null;
  }

  /// Sets the value unless the key is there.
  ///
  /// @return true if the key is new
  synchronized boolean putIfAbsent(ByteString namespace, ByteString key, ByteString value) {
    return made(namespace).putIfAbsent(key, value) == null;
  }

  /// Removes a key.
  ///
  /// @return how many keys went: 0 or 1
  synchronized int delete(ByteString namespace, ByteString key) {
    int deleted = in(namespace).remove(key) == null ? 0 : 1;
    dropIfEmpty(namespace);
    return deleted;
  }

  /// Removes all keys that begin with the prefix.
  ///
  /// @return how many keys went
  synchronized int deletePrefix(ByteString namespace, ByteString prefix) {
    List<ByteString> doomed = keys(namespace, prefix);
    doomed.forEach(in(namespace)::remove);
    dropIfEmpty(namespace);
    return doomed.size();
  }

  /// The keys that begin with the prefix, in order; the empty prefix means all.
  synchronized List<ByteString> keys(ByteString namespace, ByteString prefix) {
    return in(namespace).tailMap(prefix, true).keySet().stream()
        .takeWhile(key -> key.startsWith(prefix))
        .toList();
  }

  private NavigableMap<ByteString, ByteString> in(ByteString namespace) {
    NavigableMap<ByteString, ByteString> found = namespaces.get(namespace);
    return found == null ? new TreeMap<>(ORDER) : found;
  }

  private NavigableMap<ByteString, ByteString> made(ByteString namespace) {
    return namespaces.computeIfAbsent(namespace, _ -> new TreeMap<>(ORDER));
  }

  private void dropIfEmpty(ByteString namespace) {
    if (in(namespace).isEmpty()) {
      namespaces.remove(namespace);
    }
  }
}
