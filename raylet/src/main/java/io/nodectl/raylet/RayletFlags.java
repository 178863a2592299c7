package io.nodectl.raylet;

import io.nodectl.program.ExplainingConverter;
import io.nodectl.program.PeerFlags;
import io.nodectl.program.PortNumber;
import io.nodectl.program.PortWish;
import io.nodectl.rpc.NodeId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The raylet's command line.
@Command(
    name = "raylet",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "The agent of one node: keeps it registered in gcs-server for as long as it lives.",
      "Started by nodectl, it is told of its peers on standard input; run by hand, it takes them from"
          + " the last three options."
    })
final class RayletFlags {

  @Option(
      names = "--node-id",
      paramLabel = "HEX",
      converter = NodeIdText.class,
      description = "28 bytes as 56 hex digits (default: drawn at random).")
  private NodeId nodeId = NodeId.random();

  @Option(
      names = "--node-ip-address",
      paramLabel = "IP",
      description = "Where others reach this node (default: ${DEFAULT-VALUE}).")
  private String nodeIpAddress = "127.0.0.1";

  @Option(
      names = "--node-name",
      paramLabel = "NAME",
      description = "Default: the node's ip address.")
  private @Nullable String nodeName;

  @Option(names = "--head", description = "This is the head node of its cluster.")
  private boolean head;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "The address to listen on (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--node-manager-port",
      paramLabel = "PORT",
      converter = PortNumber.class,
      description = "0 takes any free port (default: ${DEFAULT-VALUE}).")
  private int nodeManagerPort;

  @Option(
      names = "--object-manager-port",
      paramLabel = "PORT",
      converter = PortNumber.class,
      description = "0 takes any free port (default: ${DEFAULT-VALUE}).")
  private int objectManagerPort;

  @Mixin private final PeerFlags peers = new PeerFlags();

  NodeIdentity identity() {
    return new NodeIdentity(
        nodeId,
        nodeIpAddress,
        nodeName == null ? nodeIpAddress : nodeName,
        head ? Role.HEAD : Role.WORKER);
  }

  PortWish nodeManager() {
    return new PortWish(host, nodeManagerPort);
  }

  PortWish objectManager() {
    return new PortWish(host, objectManagerPort);
  }

  PeerFlags peers() {
    return peers;
  }

  private static final class NodeIdText extends ExplainingConverter<NodeId> {
    NodeIdText() {
      super(NodeId::fromHex);
    }
  }
}
