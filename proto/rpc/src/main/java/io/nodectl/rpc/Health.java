package io.nodectl.rpc;

/// What a health check of `grpc.health.v1` found.
public enum Health {
  /// The service answers and serves.
  SERVING,
  /// The server answers, but the service does not serve or is unknown to it.
  NOT_SERVING,
  /// No answer in time, or no connection.
  UNREACHABLE
}
