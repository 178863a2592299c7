package io.nodectl.node;

/// Somebody asked for something that cannot be right; the message says what is wrong and what would
/// be right.
public final class InvalidInput extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public InvalidInput(String message) {
    super(message);
  }
}
