package io.nodectl.node;

import io.nodectl.handshake.Ports;
import java.time.Duration;
import java.util.Map;

/// What a component's launch needs beside its line of the plan.
///
/// @param generation which launch of it this is, 1 or more
/// @param peers the ports of the peers that it takes on its command line
/// @param readyWithin how long it may take to become ready
record LaunchFacts(String nodeId, int generation, Map<String, Ports> peers, Duration readyWithin) {
  LaunchFacts {
    peers = Map.copyOf(peers);
  }
}
