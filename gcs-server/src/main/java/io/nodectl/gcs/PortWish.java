package io.nodectl.gcs;

import io.nodectl.handshake.ExitCode;
import io.nodectl.rpc.BindFailed;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which port the server would like.
///
/// @param fixed this port or none; 0 if any will do
/// @param last tried first if none is fixed; 0 if there is no such preference
record PortWish(String host, int fixed, int last) {

  private static final Logger LOG = LoggerFactory.getLogger(PortWish.class);

  /// Makes a server listen on an address.
  interface Listening {
    GcsServer on(InetSocketAddress address) throws BindFailed;
  }

  /// A server on the port that is wished, as far as it can be had.
  GcsServer listen(Listening listening) throws CannotStart {
    try {
      return fixed == 0 && last != 0 ? listenOnLast(listening) : listening.on(at(fixed));
    } catch (BindFailed e) {
      throw cannotListen(e);
    }
  }

  private GcsServer listenOnLast(Listening listening) throws CannotStart, BindFailed {
    try {
      return listening.on(at(last));
    } catch (BindFailed e) {
      LOG.warn("{}; it was the last port of this cluster, another one is used now", e.getMessage());
      return listening.on(at(0));
    }
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
              ExitCode.COMPONENT_FAILED, e.getMessage() + ". Correct --host or --port.");
    };
  }
}
