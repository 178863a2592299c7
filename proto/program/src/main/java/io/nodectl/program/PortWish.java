package io.nodectl.program;

import io.nodectl.handshake.ExitCode;
import io.nodectl.rpc.BindFailed;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.slf4j.LoggerFactory;

/// Which port a server would like.
///
/// @param host where to listen; of a name with several addresses the first counts
/// @param fixed this port or none; 0 if any will do
/// @param last tried first if none is fixed; 0 if there is no such preference
public record PortWish(String host, int fixed, int last) {
  /// Between bind and listen, another program that names the number can take it, if both set
  /// SO_REUSEADDR as nearly all do (socket(7)): listen then fails with EADDRINUSE although the
  /// kernel chose. Losing that race so often in a row means that there is no free port.
  private static final int RACES_LOST_AT_MOST = 20;

  /// A wish without a preference.
  public PortWish(String host, int fixed) {
    this(host, fixed, 0);
  }

  /// The same wish with a preference; 0 is none.
  PortWish withLast(int preferred) {
    return new PortWish(host, fixed, preferred);
  }

  /// Makes a server listen on an address.
  @FunctionalInterface
  public interface Listening<S> {
    /// Listens from now on.
    ///
    /// @param address port 0 takes any free one
    /// @throws BindFailed if the address cannot be had
    S on(InetSocketAddress address) throws BindFailed;
  }

  /// A server on the port that is wished, as far as it can be had. Only a fixed port is never
  /// replaced.
  ///
  /// @throws CannotStart if there is no such host, a fixed port is taken, or the address cannot be
  ///     had for another reason
  public <S> S listen(Listening<S> listening) throws CannotStart {
    try {
      if (fixed != 0) {
        return listening.on(at(fixed));
      }
      return last == 0 ? listenOnAny(listening) : listenOnLast(listening);
    } catch (BindFailed e) {
      throw cannotListen(e);
    }
  }

  private <S> S listenOnLast(Listening<S> listening) throws CannotStart, BindFailed {
    try {
      return listening.on(at(last));
    } catch (BindFailed e) {
      LoggerFactory.getLogger(PortWish.class)
          .warn("{}; it was the last port used here, another one is used now", e.getMessage());
      return listenOnAny(listening);
    }
  }

  private <S> S listenOnAny(Listening<S> listening) throws CannotStart, BindFailed {
    for (int lost = 0; lost < RACES_LOST_AT_MOST; lost++) {
      try {
        return listening.on(at(0));
      } catch (BindFailed e) {
        if (e.reason() != BindFailed.Reason.TAKEN) {
          throw e;
        }
      }
    }
    throw new CannotStart(
        ExitCode.PORT_TAKEN,
        "%s has no free port: %d attempts have failed. See net.ipv4.ip_local_port_range (ip(7))."
            .formatted(host, RACES_LOST_AT_MOST));
  }

  private InetSocketAddress at(int port) throws CannotStart {
    try {
      return new InetSocketAddress(InetAddress.getAllByName(host)[0], port);
    } catch (UnknownHostException _) {
      throw new CannotStart(
          ExitCode.USAGE, "there is no host \"%s\". Correct --host.".formatted(host));
    }
  }

  private static CannotStart cannotListen(BindFailed e) {
    return switch (e.reason()) {
      case TAKEN ->
          new CannotStart(
              ExitCode.PORT_TAKEN,
              "port %d of %s is taken. Choose another one, or 0 to get a free one."
                  .formatted(e.port(), e.address().getHostString()));
      case NOT_OF_THIS_MACHINE, OTHER ->
          new CannotStart(
              ExitCode.COMPONENT_FAILED, e.getMessage() + ". Correct --host or the port.");
    };
  }
}
