package io.nodectl.process;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import java.util.Optional;

/// For a child whose ports are known when it begins: it was given a socket, or needs none.
final class KnownPorts implements PortFinder {
  private final PortSource source;
  private Optional<Endpoint> listening = Optional.empty();

  KnownPorts(PortSource source) {
    this.source = source;
  }

  @Override
  public void observe(Streams streams) {
    listening = streams.listening();
  }

  @Override
  public void begin(long pid, Finding finding) {
    if (source instanceof PortSource.ByListening(String name, String _)) {
      finding.ports(Ports.of(name, listening.orElseThrow()));
    } else {
      finding.needsNone();
    }
  }
}
