package io.nodectl.gcs.storage;

import io.nodectl.handshake.Retry;

/// What keeps the tables has failed: a disk is full, a file is damaged, a server is gone.
/// Unchecked, because only the [Store] can do something about it.
public final class StorageFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Course course;

  /// What becomes of it.
  public enum Course {
    /// The next change may succeed.
    PASSING,
    /// It stays as long as this process lives; a new one may have more luck.
    UNTIL_RESTART,
    /// It stays until somebody does something about it.
    LASTING
  }

  /// @param message what happened, why, and what to do
  public StorageFailed(String message, Course course, Throwable cause) {
    super(message, cause);
    this.course = course;
  }

  /// Without another exception as its cause.
  ///
  /// @param message what happened, why, and what to do
  public StorageFailed(String message, Course course) {
    super(message);
    this.course = course;
  }

  /// Whether it will fail in the same way again, as long as this process lives.
  public boolean isLasting() {
    return course != Course.PASSING;
  }

  /// Whether a new process may have more luck.
  public Retry retry() {
    return course == Course.LASTING ? Retry.NO : Retry.YES;
  }

  /// What happened, why, and what to do.
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
