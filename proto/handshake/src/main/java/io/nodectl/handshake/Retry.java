package io.nodectl.handshake;

/// Whether a failed child thinks that starting it again can help.
public enum Retry {
  /// The reason may pass.
  YES,
  /// It would fail in the same way again.
  NO
}
