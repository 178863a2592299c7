package io.nodectl.gcs;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;

/// Bytes under bytes, in tables whose keys are ordered as unsigned bytes. All methods throw
/// [StorageFailed] if what keeps them fails.
interface Tables {

  Optional<ByteString> get(Table table, ByteString key);

  /// Sets the value, whether the key is there or not.
  void put(Table table, ByteString key, ByteString value);

  /// Removes a key.
  ///
  /// @return whether it was there
  boolean delete(Table table, ByteString key);

  /// The rows whose keys begin with the prefix, in order; the empty prefix means all.
  List<Row> scan(Table table, ByteString prefix);

  /// The same without the values, which may be large.
  List<ByteString> keys(Table table, ByteString prefix);
}
