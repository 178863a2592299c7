package io.nodectl.raylet.workers;

import io.grpc.ManagedChannel;
import io.nodectl.handshake.Endpoint;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import io.nodectl.rpc.Tls;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the peers of this node are now, and the channel to gcs-server. For all threads. The
/// channel is opened when it is first needed, and again when gcs-server is elsewhere.
public final class NodePeers implements AutoCloseable {
  private final Tls tls;
  private Optional<Access> access = Optional.empty();
  private Optional<Endpoint> gcs = Optional.empty();
  private Optional<Endpoint> agent = Optional.empty();
  private Runnable onAgent = () -> {};
  private @Nullable ManagedChannel channel;

  public NodePeers(Tls tls) {
    this.tls = tls;
  }

  /// How calls authenticate from now on.
  public synchronized void authenticate(Access told) {
    access = Optional.of(told);
    dropChannel();
  }

  /// Gcs-server is there from now on.
  public synchronized void gcsAt(Endpoint address) {
    if (!gcs.equals(Optional.of(address))) {
      gcs = Optional.of(address);
      dropChannel();
    }
  }

  /// The runtime env agent is there from now on; empty: there is none. It is said of each process
  /// that is one, also if it is where the one before it was.
  public void agentAt(Optional<Endpoint> address) {
    Runnable told;
    synchronized (this) {
      agent = address;
      told = onAgent;
    }
    told.run();
  }

  /// @param told hears of each agent from now on
  synchronized void whenAgentIsWired(Runnable told) {
    onAgent = told;
  }

  /// `HOST:PORT`; empty: not known.
  synchronized String gcs() {
    return gcs.map(Endpoint::toString).orElse("");
  }

  synchronized Optional<Endpoint> agent() {
    return agent;
  }

  synchronized Optional<Access> access() {
    return access;
  }

  /// A channel to gcs-server; empty if it is not known where that is, or how to authenticate.
  synchronized Optional<ManagedChannel> toGcs() {
    if (channel == null && gcs.isPresent() && access.isPresent()) {
      channel = open(gcs.get());
    }
    return Optional.ofNullable(channel);
  }

  /// Another channel, which the caller closes; empty as in [#toGcs].
  synchronized Optional<ManagedChannel> to(Endpoint raylet) {
    return access.isPresent() ? Optional.of(open(raylet)) : Optional.empty();
  }

  private ManagedChannel open(Endpoint at) {
    ChannelOptions options = ChannelOptions.plain().with(tls);
    return Channels.open(at.host(), at.port(), access.orElseThrow().on(options));
  }

  private void dropChannel() {
    if (channel != null) {
      channel.shutdown();
      channel = null;
    }
  }

  @Override
  public synchronized void close() {
    if (channel != null) {
      channel.shutdownNow();
      channel = null;
    }
  }
}
