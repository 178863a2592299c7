package io.nodectl.gcs.storage;

/// What keeps the tables has failed: a disk is full, or a file is damaged. Unchecked, because only
/// the [Store] can do something about it.
public final class StorageFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean lasting;

  /// @param message what happened, why, and what to do
  /// @param lasting whether it will fail in the same way again
  StorageFailed(String message, boolean lasting, Throwable cause) {
    super(message, cause);
    this.lasting = lasting;
  }

  boolean isLasting() {
    return lasting;
  }

  /// What happened, why, and what to do.
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
