package io.nodectl.cli;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.nodectl.cli.ClusterChoice.Cluster;
import io.nodectl.handshake.ExitCode;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.node.ProblemException;
import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import io.nodectl.rpc.Tls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Asks one gcs-server.
final class GcsLink implements AutoCloseable {
  /// What gRPC and Netty have to say of a failed call is in its status. Held, because the JDK
  /// forgets loggers, and their levels with them, that nobody holds.
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("io.grpc"), Logger.getLogger("io.netty"));

  private final Cluster cluster;
  private final Duration limit;
  private final ChannelOptions options;
  private final ManagedChannel channel;

  private GcsLink(Cluster cluster, Duration limit, ChannelOptions options, ManagedChannel channel) {
    this.cluster = cluster;
    this.limit = limit;
    this.options = options;
    this.channel = channel;
  }

  /// A link to the head of a cluster, which is not called before something is asked.
  ///
  /// @param limit how long each answer may take
  static GcsLink to(Cluster cluster, Duration limit, Map<String, String> environment)
      throws ProblemException {
    ChannelOptions options = options(cluster.token(), limit, environment);
    ManagedChannel channel =
        Channels.open(cluster.gcs().host(), cluster.gcs().port(), options.with(cluster.retries()));
    return new GcsLink(cluster, limit, options, channel);
  }

  /// A link to a raylet of the same cluster, which is not called before something is asked.
  RayletLink to(Raylet raylet) {
    return RayletLink.open(raylet, limit, options);
  }

  /// What each call carries; empty if it needs nothing.
  Optional<AuthToken> token() {
    return cluster.token();
  }

  /// How long each answer may take.
  Duration limit() {
    return limit;
  }

  /// Asks, and waits for the answer.
  ///
  /// @param question makes the call, by a blocking stub over that channel
  /// @param status what the answer says of itself
  /// @throws ProblemException if there is no answer, or one that says that it failed
  <R> R ask(Function<Channel, R> question, Function<R, GcsStatus> status) throws ProblemException {
    R reply = answer(question);
    GcsStatus said = status.apply(reply);
    if (said.getCode() != 0) {
      throw Words.problem(
          ExitCode.COMPONENT_FAILED,
          "gcs-server at %s answered: %s".formatted(cluster.gcs(), said.getMessage()));
    }
    return reply;
  }

  /// Asks, and leaves it to the caller what the status in the answer means.
  ///
  /// @throws ProblemException if there is no answer
  <R> R answer(Function<Channel, R> question) throws ProblemException {
    try {
      return question.apply(ClientInterceptors.intercept(channel, new Hurry(limit)));
    } catch (StatusRuntimeException e) {
      throw GcsFailure.of(e.getStatus(), cluster, limit);
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  /// How every peer in a cluster is called.
  static ChannelOptions options(
      Optional<AuthToken> token, Duration limit, Map<String, String> environment)
      throws ProblemException {
    QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    ChannelOptions plain =
        ChannelOptions.plain().with(ChannelOptions.Retries.NONE).with(tls(environment)).with(limit);
    return token.map(plain::with).orElse(plain);
  }

  private static Tls tls(Map<String, String> environment) throws ProblemException {
    try {
      return Tls.fromEnvironment(environment);
    } catch (Tls.Misconfigured e) {
      throw Words.problem(ExitCode.USAGE, e.getMessage());
    }
  }
}
