package io.nodectl.process;

/// What a child has as standard input.
public enum StandardInput {
  /// A pipe that carries orders; end of file on it means that the parent is gone.
  WIRE,
  /// A pipe that carries the bytes of {@link ManagedChild#input}.
  BYTES,
  /// `/dev/null`, for programs that know nothing of orders.
  NULL
}
