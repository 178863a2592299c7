package io.nodectl.raylet;

import io.nodectl.program.Flag;
import io.nodectl.program.PeerFlags;
import io.nodectl.program.PortFlags;
import io.nodectl.program.PortWish;
import io.nodectl.program.Usage;
import io.nodectl.raylet.resources.ResourceWishes;
import io.nodectl.rpc.NodeId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The raylet's command line.
final class RayletFlags {

  private static final String DEFAULT_IP = "127.0.0.1";
  private static final String ANY_PORT = "0 takes any free port (default: 0).";

  private final Flag<NodeId> nodeId =
      Flag.of(
          "--node-id",
          Flag.Value.called("HEX"),
          NodeId::fromHex,
          "28 bytes as 56 hex digits (default: drawn at random).");
  private final Flag<String> ip =
      Flag.of(
          "--node-ip-address",
          Flag.Value.called("IP"),
          "Where others reach this node (default: " + DEFAULT_IP + ").");
  private final Flag<String> nodeName =
      Flag.of("--node-name", Flag.Value.called("NAME"), "Default: the node's ip address.");
  private final Flag<Boolean> head = Flag.of("--head", "This is the head node of its cluster.");
  private final Flag<String> host = PortFlags.host();
  private final Flag<Integer> nodeManager = PortFlags.port("--node-manager-port", ANY_PORT);
  private final Flag<Integer> objectManager = PortFlags.port("--object-manager-port", ANY_PORT);
  private final Flag<Path> session =
      Flag.file(
          "--session-dir",
          "Where the logs and the folders of workers are (default: one in the folder for temporary"
              + " files).");
  private final ResourceFlags resources = new ResourceFlags();
  private final PeerFlags peers = new PeerFlags();

  private final NodeId drawn = NodeId.random();

  Usage usage() {
    var flags =
        new ArrayList<Flag<?>>(
            List.of(nodeId, ip, nodeName, head, host, nodeManager, objectManager, session));
    flags.addAll(resources.flags());
    flags.addAll(peers.flags());
    return new Usage(
        "raylet",
        List.of(
            "The agent of one node: keeps it registered in gcs-server for as long as it lives.",
            "Started by nodectl, it is told of its peers on standard input; run by hand, it takes"
                + " them from the last three options."),
        flags);
  }

  NodeIdentity identity() {
    String address = ip.value().orElse(DEFAULT_IP);
    return new NodeIdentity(
        nodeId.value().orElse(drawn),
        address,
        nodeName.value().orElse(address),
        head.value().orElse(false) ? Role.HEAD : Role.WORKER);
  }

  PortWish nodeManager() {
    return PortFlags.wish(host, nodeManager);
  }

  PortWish objectManager() {
    return PortFlags.wish(host, objectManager);
  }

  ResourceWishes resources() {
    return resources.wishes();
  }

  /// Absolute.
  Path session() {
    return session
        .value()
        .map(Path::toAbsolutePath)
        .orElseGet(
            () ->
                Path.of(
                    System.getProperty("java.io.tmpdir", "/tmp"),
                    "nodectl-raylet-" + ProcessHandle.current().pid()));
  }

  PeerFlags peers() {
    return peers;
  }
}
