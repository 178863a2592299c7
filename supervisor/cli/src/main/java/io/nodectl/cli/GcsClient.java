package io.nodectl.cli;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.nodectl.cli.ClusterChoice.Cluster;
import io.nodectl.handshake.ExitCode;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GetAllNodeInfoReply;
import io.nodectl.messages.ray.GetAllNodeInfoRequest;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import io.nodectl.node.ProblemException;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import io.nodectl.rpc.Tls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Asks a gcs-server, once.
final class GcsClient {
  /// What gRPC and Netty have to say of a failed call is in its status. Held, because the JDK
  /// forgets loggers, and their levels with them, that nobody holds.
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("io.grpc"), Logger.getLogger("io.netty"));

  private final Map<String, String> environment;

  GcsClient(Map<String, String> environment) {
    this.environment = environment;
  }

  /// All nodes that are or were in the cluster.
  List<GcsNodeInfo> allNodes(Cluster cluster, Duration timeout) throws ProblemException {
    QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    ChannelOptions plain =
        ChannelOptions.plain().with(ChannelOptions.Retries.NONE).with(tls()).with(timeout);
    ManagedChannel channel =
        Channels.open(
            cluster.gcs().host(),
            cluster.gcs().port(),
            cluster.token().map(plain::with).orElse(plain));
    try {
      GetAllNodeInfoReply reply =
          NodeInfoGcsServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS)
              .getAllNodeInfo(GetAllNodeInfoRequest.getDefaultInstance());
      if (reply.getStatus().getCode() != 0) {
        throw Words.problem(
            ExitCode.COMPONENT_FAILED,
            "gcs-server at %s answered: %s"
                .formatted(cluster.gcs(), reply.getStatus().getMessage()));
      }
      return reply.getNodeInfoListList();
    } catch (StatusRuntimeException e) {
      throw GcsFailure.of(e.getStatus(), cluster, timeout);
    } finally {
      channel.shutdownNow();
    }
  }

  private Tls tls() throws ProblemException {
    try {
      return Tls.fromEnvironment(environment);
    } catch (Tls.Misconfigured e) {
      throw Words.problem(ExitCode.USAGE, e.getMessage());
    }
  }
}
