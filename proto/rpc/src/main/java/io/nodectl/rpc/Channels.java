package io.nodectl.rpc;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Opens channels to gRPC servers.
public final class Channels {

  private static final long PING_ANSWER_WITHIN_S = 20;

  /// After shutdownNow it takes milliseconds, after shutdown as long as the last call and 5 s more.
  private static final long CLOSING_TAKES_S = 60;

  private static final long CLOSING_NOW_TAKES_S = 1;

  /// So many that the deadline ends a call, not the count.
  private static final int ATTEMPTS = 10_000;

  /// gRFC A6; the name {} means every method. Only UNAVAILABLE is no answer of the peer: there was
  /// no connection, or it was lost under the call, which may have got through then.
  private static final Map<String, ?> RETRY =
      Map.of(
          "methodConfig",
          List.of(
              Map.of(
                  "name",
                  List.of(Map.of()),
                  "retryPolicy",
                  Map.of(
                      "maxAttempts",
                      (double) ATTEMPTS,
                      "initialBackoff",
                      "0.05s",
                      "maxBackoff",
                      "0.5s",
                      "backoffMultiplier",
                      2.0,
                      "retryableStatusCodes",
                      List.of("UNAVAILABLE")))));

  private Channels() {}

  /// Opens a channel. It connects with its first call, and again after a loss, at most a second
  /// after the peer is back. To be closed by {@link #close}, or by `shutdownNow` where nobody can
  /// wait.
  ///
  /// @param host a name or an address, without brackets
  /// @param port 1 to 65535
  /// @throws IllegalArgumentException if the host can be neither
  public static ManagedChannel open(String host, int port, ChannelOptions options) {
    EventLoopGroup loops = EventLoops.SHARED.enter();
    try {
      var channel = new LoopChannel(build(host, port, options, loops), EventLoops.SHARED);
      EagerReconnect.of(channel, loops, () -> leaveAfter(channel));
      return channel;
    } catch (IllegalArgumentException noHost) {
      EventLoops.SHARED.leave();
      throw noHost;
    }
  }

  /// Closes a channel: its calls end at once, UNAVAILABLE. Returns when nothing of it runs any
  /// more, in practice after milliseconds. Not to be called from a handler.
  public static void close(ManagedChannel channel) {
    channel.shutdownNow();
    awaitEnd(channel, CLOSING_NOW_TAKES_S);
  }

  /// Until it is terminated a channel still gives its loop work. Runs on a virtual thread.
  private static void leaveAfter(LoopChannel channel) {
    awaitEnd(channel, CLOSING_TAKES_S);
    channel.leave();
  }

  private static void awaitEnd(ManagedChannel channel, long limitS) {
    try {
      var _ = channel.awaitTermination(limitS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static ManagedChannel build(
      String host, int port, ChannelOptions options, EventLoopGroup loops) {
    NettyChannelBuilder builder =
        Transport.channel(host, port, options.tls().channelCredentials(), loops)
            .executor(Transport.VIRTUAL)
            .keepAliveTime(options.pings().every().toSeconds(), TimeUnit.SECONDS)
            .keepAliveTimeout(PING_ANSWER_WITHIN_S, TimeUnit.SECONDS)
            .disableServiceConfigLookUp()
            .maxTraceEvents(0);
    switch (options.retries()) {
      case NONE -> builder.disableRetry();
      case UNTIL_DEADLINE ->
          builder
              .enableRetry()
              .maxRetryAttempts(ATTEMPTS)
              .defaultServiceConfig(RETRY)
              .intercept(new ClosedUnderCall());
    }
    // The last one comes first: what is tried again has its deadline already.
    return builder.intercept(CallHeaders.of(options)).build();
  }
}
