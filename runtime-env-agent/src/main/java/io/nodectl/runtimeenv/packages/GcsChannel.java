package io.nodectl.runtimeenv.packages;

import io.grpc.ManagedChannel;
import io.nodectl.handshake.Endpoint;
import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import io.nodectl.rpc.Tls;
import java.util.Optional;

/// A channel to gcs.
///
/// @param channel tries again until its call's deadline
record GcsChannel(ManagedChannel channel) implements AutoCloseable {
  static GcsChannel open(Endpoint at, Optional<String> token, Tls tls) {
    ChannelOptions options = ChannelOptions.plain().with(tls);
    return new GcsChannel(
        Channels.open(
            at.host(), at.port(), token.map(AuthToken::of).map(options::with).orElse(options)));
  }

  @Override
  public void close() {
    var _ = channel.shutdownNow();
  }
}
