package io.nodectl.gcs.nodes;

import com.google.protobuf.ByteString;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which nodes may be asked for workers and bundles. After a restart each node that is known must
/// first let go of what nobody uses any more: what it gave before that could go with it. For all
/// threads.
public final class NodeGate {

  private final Set<ByteString> closed = ConcurrentHashMap.newKeySet();
  private volatile boolean known;

  /// Keeps these nodes closed, and opens all others: before this all are closed.
  public void closeOnly(Collection<ByteString> nodes) {
    closed.addAll(nodes);
    known = true;
  }

  /// Opens one.
  public void open(ByteString node) {
    closed.remove(node);
  }

  public boolean isOpen(ByteString node) {
    return known && !closed.contains(node);
  }
}
