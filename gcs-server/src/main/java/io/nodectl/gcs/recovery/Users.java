package io.nodectl.gcs.recovery;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.ray.Bundle;
import java.util.List;

/// Who uses what nodes have given.
public interface Users {

  /// The workers on a node that are in use.
  List<ByteString> workers(Tables tables, ByteString node);

  /// The bundles on a node that are in use.
  List<Bundle> bundles(Tables tables, ByteString node);

  /// The node can be asked for something new. Called on any thread; must not block.
  void opened(ByteString node);
}
