package io.nodectl.clientproxy;

import io.nodectl.program.PeerFlags;
import io.nodectl.program.PortFlags;
import io.nodectl.program.PortWish;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The command line of the client proxy.
@Command(
    name = "client-proxy",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "The Ray Client server: what ray.init(\"ray://HOST:PORT\") connects to.",
      "Started by nodectl, it is told of its peers on standard input; run by hand, it takes them"
          + " from the last three options."
    })
final class ProxyFlags {

  @Mixin private final PortFlags port = new PortFlags();

  @Mixin private final PeerFlags peers = new PeerFlags();

  PortWish port() {
    return port.wish();
  }

  PeerFlags peers() {
    return peers;
  }
}
