package io.nodectl.raylet.workers;

/// A request that makes no sense. The message is for whoever wrote it.
final class BadRequest extends Exception {
  private static final long serialVersionUID = 1;

  BadRequest(String message) {
    super(message);
  }

  /// What is wrong.
  String words() {
    return String.valueOf(getMessage());
  }
}
