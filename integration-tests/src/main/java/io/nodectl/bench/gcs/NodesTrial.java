package io.nodectl.bench.gcs;

import io.nodectl.load.NodeRegistrations;
import io.nodectl.rpc.BindFailed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A cluster of 2000 nodes: some of them go and as many come, and somebody asks for all of them.
public record NodesTrial() implements GcsTrial {
  private static final int NODES = 2000;
  private static final int LISTS = 1000;
  private static final int REPLACED_AT_ONCE = 500;
  private static final int ROUNDS = 9;

  @Override
  public String word() {
    return "nodes";
  }

  @Override
  public Set<GcsKind> kinds() {
    return EnumSet.of(GcsKind.OURS_SQLITE, GcsKind.OURS_MEMORY, GcsKind.RAY_MEMORY);
  }

  @Override
  public void measure(GcsProcess server, GcsMeasurements into) throws IOException {
    try (NodeRegistrations nodes = new NodeRegistrations(server.port())) {
      var _ = nodes.register(NODES);
      var _ = nodes.list(LISTS);
      into.add(GcsFigure.LIST_NODES, server.kind(), nodes.list(LISTS));
      var _ = replace(nodes);
      into.add(GcsFigure.REGISTER_NODE, server.kind(), replace(nodes));
    } catch (BindFailed e) {
      throw new IOException(e);
    }
  }

  /// The median of some rounds, in nodes per second.
  private static double replace(NodeRegistrations nodes) {
    List<Double> rates = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      rates.add(nodes.replace(REPLACED_AT_ONCE));
    }
    return rates.stream().sorted().toList().get(ROUNDS / 2);
  }
}
