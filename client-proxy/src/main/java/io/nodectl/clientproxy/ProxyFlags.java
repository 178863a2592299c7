package io.nodectl.clientproxy;

import io.nodectl.program.PeerFlags;
import io.nodectl.program.PortFlags;
import io.nodectl.program.PortWish;
import io.nodectl.program.Usage;
import java.util.ArrayList;
import java.util.List;

/// The command line of the client proxy.
final class ProxyFlags {

  private final PortFlags port = new PortFlags();
  private final PeerFlags peers = new PeerFlags();

  Usage usage() {
    var flags = new ArrayList<>(port.flags());
    flags.addAll(peers.flags());
    return new Usage(
        "client-proxy",
        List.of(
            "The Ray Client server: what ray.init(\"ray://HOST:PORT\") connects to.",
            "Started by nodectl, it is told of its peers on standard input; run by hand, it takes"
                + " them from the last three options."),
        flags);
  }

  PortWish port() {
    return port.wish();
  }

  PeerFlags peers() {
    return peers;
  }
}
