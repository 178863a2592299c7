package io.nodectl.raylet.workers;

/// There is no worker of that name on this node.
final class UnknownWorker extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnknownWorker(String message) {
    super(message);
  }
}
