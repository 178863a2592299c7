package io.nodectl.gcs.kv;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.nodectl.gcs.storage.Store;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.Tables;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// The internal key-value store: raw bytes under raw bytes, in namespaces that come and go with
/// their keys.
///
/// Kept under the namespace's length (4 bytes, the highest first), the namespace and the key: so
/// the keys of a namespace lie together, and in their own order.
public record KvTable(Tables tables) {

  /// The value of a key, if the key is there.
  public Optional<ByteString> get(ByteString namespace, ByteString key) {
    return tables.get(Table.KV, in(namespace, key));
  }

  /// The value of a key, if it is known without asking the store's thread; empty says nothing.
  static Optional<ByteString> peek(Store store, ByteString namespace, ByteString key) {
    return store.peek(Table.KV, in(namespace, key));
  }

  boolean contains(ByteString namespace, ByteString key) {
    return tables.contains(Table.KV, in(namespace, key));
  }

  /// Sets the value, whether the key is there or not.
  ///
  /// @return true if the key is new
  public boolean put(ByteString namespace, ByteString key, ByteString value) {
    boolean isNew = !contains(namespace, key);
    tables.put(Table.KV, in(namespace, key), value);
    return isNew;
  }

  /// Sets the value unless the key is there.
  ///
  /// @return true if the key is new
  public boolean putIfAbsent(ByteString namespace, ByteString key, ByteString value) {
    return !contains(namespace, key) && put(namespace, key, value);
  }

  /// Removes a key.
  ///
  /// @return how many keys went: 0 or 1
  public int delete(ByteString namespace, ByteString key) {
    return tables.delete(Table.KV, in(namespace, key)) ? 1 : 0;
  }

  /// Removes all keys that begin with the prefix.
  ///
  /// @return how many keys went
  public int deletePrefix(ByteString namespace, ByteString prefix) {
    List<ByteString> doomed = tables.keys(Table.KV, in(namespace, prefix));
    doomed.forEach(key -> tables.delete(Table.KV, key));
    return doomed.size();
  }

  /// The keys that begin with the prefix, in order; the empty prefix means all.
  List<ByteString> keys(ByteString namespace, ByteString prefix) {
    int before = Integer.BYTES + namespace.size();
    return tables.keys(Table.KV, in(namespace, prefix)).stream()
        .map(key -> key.substring(before))
        .toList();
  }

  private static ByteString in(ByteString namespace, ByteString key) {
    ByteBuffer whole = ByteBuffer.allocate(Integer.BYTES + namespace.size() + key.size());
    whole.putInt(namespace.size());
    namespace.copyTo(whole);
    key.copyTo(whole);
    return UnsafeByteOperations.unsafeWrap(whole.array());
  }
}
