package io.nodectl.raylet;

import io.nodectl.handshake.Endpoint;
import io.nodectl.rpc.NodeId;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

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

  @Option(
      names = "--gcs-address",
      paramLabel = "HOST:PORT",
      description = "By hand: the gcs-server.")
  private @Nullable Endpoint gcsAddress;

  @Option(
      names = "--runtime-env-agent-address",
      paramLabel = "HOST:PORT|none",
      description = "By hand: the runtime env agent.")
  private @Nullable AgentPeer agentAddress;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "By hand: the cluster's token, unless RAY_AUTH_TOKEN or RAY_AUTH_TOKEN_PATH has it.")
  private @Nullable Path tokenFile;

  NodeIdentity identity() {
    return new NodeIdentity(
        nodeId,
        nodeIpAddress,
        nodeName == null ? nodeIpAddress : nodeName,
        head ? Role.HEAD : Role.WORKER);
  }

  InetSocketAddress nodeManager() {
    return new InetSocketAddress(host, nodeManagerPort);
  }

  InetSocketAddress objectManager() {
    return new InetSocketAddress(host, objectManagerPort);
  }

  /// A gcs named on the command line is never restarted, as far as this program will hear.
  Optional<GcsPeer> gcs() {
    return Optional.ofNullable(gcsAddress).map(at -> new GcsPeer(at, 1));
  }

  Optional<AgentPeer> agent() {
    return Optional.ofNullable(agentAddress);
  }

  Optional<Path> tokenFile() {
    return Optional.ofNullable(tokenFile);
  }

  /// Reads 0 to 65535.
  static final class PortNumber implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > Endpoint.MAX_PORT) {
        throw new TypeConversionException("\"" + text + "\" is not a port (0 to 65535)");
      }
      return Integer.valueOf(text);
    }
  }
}
