package io.nodectl.gcs.cluster;

/// The release of Ray whose wire this is, and whose programs are let in.
public final class RayRelease {

  /// Ray's programs compare it with their own, and refuse to work with another one.
  public static final String VERSION = "2.60.0";

  private RayRelease() {}
}
