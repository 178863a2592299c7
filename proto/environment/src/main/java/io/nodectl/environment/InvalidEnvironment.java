package io.nodectl.environment;

/// A runtime environment that nobody can make: its document is wrong. The message is for whoever
/// wrote it, and names the field.
public final class InvalidEnvironment extends Exception {
  private static final long serialVersionUID = 1;

  private final String message;

  public InvalidEnvironment(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
