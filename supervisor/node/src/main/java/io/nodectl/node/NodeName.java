package io.nodectl.node;

/// The name of a node within its root: it is also the name of the node's folder.
///
/// @param value 1 to 63 characters, lower-case letters, digits, `-`, `_` or `.`, starting with a
///     letter or a digit
public record NodeName(String value) implements Comparable<NodeName> {
  public NodeName {
    if (!isValid(value)) {
      throw new InvalidInput(
          "'%s' is not a node name: use 1 to 63 lower-case letters, digits, '-', '_' or '.', starting with a letter or a digit"
              .formatted(value));
    }
  }

  static boolean isValid(String text) {
    if (text.isEmpty() || text.length() > 63) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!alphanumeric && (i == 0 || "-_.".indexOf(c) < 0)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(NodeName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
