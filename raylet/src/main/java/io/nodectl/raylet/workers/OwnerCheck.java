package io.nodectl.raylet.workers;

import io.nodectl.handshake.Endpoint;
import io.nodectl.process.Ownership;
import io.nodectl.process.PortOwners;
import io.nodectl.spawn.ProcessIdentity;
import java.util.Optional;

/// Whether it was the worker who answered at its address: the port must be held by its process
/// tree, and by nobody else.
final class OwnerCheck {
  /// An address that begins so is the path of a Unix socket.
  static final String UNIX = "unix:";

  private OwnerCheck() {}

  /// What is wrong there; empty if nothing is, or if nobody can tell.
  ///
  /// @param address `HOST:PORT` or `unix:/path`
  /// @param pid of the worker
  static String troubleAt(String address, long pid) {
    if (address.startsWith(UNIX)) {
      return ""; // It is in a folder that only this user may enter.
    }
    Optional<ProcessIdentity> identity = ProcessIdentity.of(pid);
    if (identity.isEmpty()) {
      return "its process is gone";
    }
    return switch (new PortOwners().check(identity.get(), Endpoint.parse(address))) {
      case Ownership.Held _, Ownership.CannotTell _ -> "";
      case Ownership.NotHeld(String why) -> "somebody else answers: " + why;
    };
  }
}
