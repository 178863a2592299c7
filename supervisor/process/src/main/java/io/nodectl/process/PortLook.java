package io.nodectl.process;

import io.nodectl.handshake.Ports;

/// One look at what a child listens on.
interface PortLook {
  /// What it shows.
  sealed interface Sight {}

  /// Not all that is waited for is there.
  record NotYet() implements Sight {}

  record Found(Ports ports) implements Sight {}

  /// It will not come.
  record Refused(Verdict verdict) implements Sight {}

  /// Looks now.
  ///
  /// @param pid of the child
  Sight at(long pid);
}
