package io.nodectl.runtimeenv.packages;

import io.nodectl.environment.packages.GcsPackages;
import io.nodectl.environment.packages.PackageStore;
import io.nodectl.environment.plugin.SetupFailed;
import io.nodectl.environment.plugin.TimeLimit;
import io.nodectl.handshake.Endpoint;
import io.nodectl.program.CannotStart;
import io.nodectl.program.Surroundings;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The way to gcs, which may move. Nothing of gRPC is loaded before a package is fetched.
public final class GcsDoor implements AutoCloseable {
  /// For one call, if the environment has no time limit of its own. 100 MiB over a slow network
  /// take a while.
  private static final Duration USUAL = Duration.ofMinutes(10);

  private final Surroundings around;
  private Optional<String> token = Optional.empty();
  private @Nullable Endpoint at;
  private @Nullable GcsChannel channel;

  public GcsDoor(Surroundings around) {
    this.around = around;
  }

  /// How calls authenticate from now on.
  public synchronized void authenticate(Optional<String> newToken) {
    token = newToken;
    shut();
  }

  /// Where gcs is from now on.
  public synchronized void reach(Endpoint where) {
    at = where;
    shut();
  }

  /// The packages there.
  ///
  /// @throws SetupFailed if nobody has said where gcs is
  PackageStore packages(TimeLimit limit) throws SetupFailed {
    return new GcsPackages(channel().channel(), limit.left().orElse(USUAL));
  }

  private synchronized GcsChannel channel() throws SetupFailed {
    Endpoint where = at;
    if (where == null) {
      throw SetupFailed.forNow("nobody has said yet where gcs-server is; try again");
    }
    GcsChannel open = channel;
    if (open == null) {
      try {
        open = GcsChannel.open(where, token, around.tls());
      } catch (CannotStart e) {
        throw SetupFailed.forNow(e.getMessage());
      }
      channel = open;
    }
    return open;
  }

  private synchronized void shut() {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }

  @Override
  public void close() {
    shut();
  }
}
