package io.nodectl.gcs.kv;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.storage.Tables;
import java.util.Optional;

/// Values of keys that nobody has put, made up when they are asked for. A key that was put comes
/// first.
@FunctionalInterface
public interface MadeUpKeys {

  /// Called on the store's thread; must not block.
  Optional<ByteString> value(ByteString namespace, ByteString key, Tables tables);
}
