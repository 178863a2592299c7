package io.nodectl.raylet;

import io.nodectl.program.AgentPeer;

/// How far the registration with the present gcs is.
///
/// ```
/// Idle -> Asking -> Done <-> Checking;   Done -> Asking (another agent port)
///            | ^                |
///            v |                v
///          Pausing <-------- (no answer);   Checking -> Asking (gcs has forgotten the node)
/// any -> Leaving -> Over;   Asking -> Over (refused);   any but the last two -> Idle (another gcs)
/// ```
sealed interface Progress {

  /// This gcs was not asked yet: something we need is not known.
  record Idle() implements Progress {}

  /// A call is under way.
  ///
  /// @param failures how many calls to this gcs failed in a row before it
  record Asking(AgentPeer agent, int failures) implements Progress {}

  /// Gcs is being asked whether it still knows the node.
  record Checking(AgentPeer agent) implements Progress {}

  /// The last call failed; the next one waits for its time.
  record Pausing(int failures) implements Progress {}

  /// Gcs has acknowledged the node with this agent.
  record Done(AgentPeer agent) implements Progress {}

  /// We are to end, and a call is still under way: two calls at once could reach gcs in either
  /// order, and a node registered after it was unregistered would look alive without being so.
  record Leaving(Departure departure) implements Progress {}

  /// Whether gcs has the node in its table, as far as it was heard.
  default boolean isKnown() {
    return this instanceof Done || this instanceof Checking;
  }

  /// Nothing more will be done.
  record Over() implements Progress {}
}
