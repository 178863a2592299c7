package io.nodectl.rpc;

import io.grpc.Metadata;

/// The metadata keys of Ray 2.60's gRPC calls.
public final class Headers {

  /// `Bearer TOKEN`; the scheme is compared exactly, capital B included.
  public static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  /// The cluster id as 56 lower-case hexadecimal digits; Java and Python's async callers never send
  /// it.
  public static final Metadata.Key<String> CLUSTER_ID =
      Metadata.Key.of("ray_cluster_id", Metadata.ASCII_STRING_MARSHALLER);

  private Headers() {}
}
