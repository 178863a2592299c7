package io.nodectl.process;

/// Whether a process tree holds the port that it claims.
public sealed interface Ownership {
  /// A socket of the tree listens there, and no other process does.
  record Held() implements Ownership {}

  /// Nobody listens there, or somebody else does as well.
  ///
  /// @param why for a person, with the owner's pid where it is visible
  record NotHeld(String why) implements Ownership {}

  /// The tree lives in another network namespace or under another user.
  ///
  /// @param why for a person
  record CannotTell(String why) implements Ownership {}
}
