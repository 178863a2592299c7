package io.nodectl.gcs;

import io.nodectl.rpc.Limits;

/// How much the server takes on, in its heap of half a gigabyte. Ray 2.60 limits messages alone, to
/// 512 MiB.
final class GcsLimits {

  /// The largest value of the internal key-value store, and room around it.
  private static final int MESSAGE = 112 << 20;

  /// A driver holds a call for each actor that is being made.
  private static final int CALLS_PER_CONNECTION = 50_000;

  private static final int CALLS = 200_000;

  /// Several times what the fastest client of Ray 2.60 was seen to make.
  private static final int CALLS_PER_SECOND = 50_000;

  /// More than the largest answer of the internal key-value store.
  private static final long UNREAD = 160L << 20;

  static final Limits ALL =
      new Limits(MESSAGE, CALLS_PER_CONNECTION, CALLS, CALLS_PER_SECOND, UNREAD);

  private GcsLimits() {}
}
