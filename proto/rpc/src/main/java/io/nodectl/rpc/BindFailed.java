package io.nodectl.rpc;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/// A server could not listen where it was told to: an outcome to expect when the port is fixed.
public final class BindFailed extends IOException {

  private static final long serialVersionUID = 1L;

  /// Why.
  public enum Reason {
    /// Another socket has the port.
    TAKEN,
    /// The address belongs to no interface of this machine.
    NOT_OF_THIS_MACHINE,
    /// Something else, which the cause tells.
    OTHER
  }

  private final InetSocketAddress address;
  private final Reason reason;

  private BindFailed(InetSocketAddress address, Reason reason, String why, Throwable cause) {
    super(
        "cannot listen on port %d of %s: %s"
            .formatted(address.getPort(), address.getHostString(), why),
        cause);
    this.address = address;
    this.reason = reason;
  }

  /// Finds out why.
  ///
  /// @param address where the server was told to listen
  /// @param failure what came of it
  public static BindFailed of(InetSocketAddress address, IOException failure) {
    Throwable root = rootOf(failure);
    Reason reason = reasonOf(address, root);
    String why =
        switch (reason) {
          case TAKEN -> "it is taken";
          case NOT_OF_THIS_MACHINE -> "this machine has no such address";
          case OTHER -> String.valueOf(root.getMessage());
        };
    return new BindFailed(address, reason, why, failure);
  }

  /// What happened, for a person: names the port, the address and the reason.
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /// Where the server was told to listen.
  public InetSocketAddress address() {
    return address;
  }

  /// The port it was told, 0 to 65535.
  public int port() {
    return address.getPort();
  }

  /// Why it could not.
  public Reason reason() {
    return reason;
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure : rootOf(cause);
  }

  /// The JDK throws one class for EADDRINUSE, EADDRNOTAVAIL and EACCES, so the facts decide, not
  /// its text.
  private static Reason reasonOf(InetSocketAddress address, @Nullable Throwable root) {
    if (!isOfThisMachine(address)) {
      return Reason.NOT_OF_THIS_MACHINE;
    }
    boolean mayBeDenied = address.getPort() > 0 && address.getPort() < 1024;
    return root instanceof BindException && !(mayBeDenied && saysDenied(root))
        ? Reason.TAKEN
        : Reason.OTHER;
  }

  private static boolean saysDenied(Throwable root) {
    return String.valueOf(root.getMessage()).contains("denied");
  }

  private static boolean isOfThisMachine(InetSocketAddress address) {
    try {
      return address.getAddress() != null
          && (address.getAddress().isAnyLocalAddress()
              || address.getAddress().isLoopbackAddress()
              || NetworkInterface.getByInetAddress(address.getAddress()) != null);
    } catch (SocketException _) {
      // Only the wording of an error depends on this.
      return true;
    }
  }
}
