package io.nodectl.gcs.storage;

import io.nodectl.handshake.Retry;

/// A storage cannot be opened, for a reason that a person can remove.
public final class StorageUnusable extends Exception {

  private static final long serialVersionUID = 1L;

  private final Retry retry;

  /// @param message what happened, why, and what to do
  /// @param retry whether the reason may pass by itself
  public StorageUnusable(String message, Retry retry) {
    super(message);
    this.retry = retry;
  }

  public Retry retry() {
    return retry;
  }

  /// What happened, why, and what to do.
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
