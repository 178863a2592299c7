package io.nodectl.node;

import java.util.Map;

/// Follows a start for a person who waits.
@FunctionalInterface
public interface StartListener {
  /// Something moved on.
  ///
  /// @param text one line for people
  /// @param details for programs: `component` and `phase` when a component moved on
  void status(String text, Map<String, String> details);
}
