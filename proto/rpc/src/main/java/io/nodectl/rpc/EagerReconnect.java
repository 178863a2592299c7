package io.nodectl.rpc;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Keeps a channel's pauses between attempts to connect short, for as long as the channel is open.
///
/// gRPC waits up to 2 min between attempts, without a setting for it; a peer that its supervisor
/// restarts is back within a second. Once an attempt has failed a channel reports TRANSIENT_FAILURE
/// until it is connected, not each attempt, so this ticks while that lasts.
final class EagerReconnect {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final ManagedChannel channel;
  private final ScheduledExecutorService timer;
  private final Runnable atShutdown;
  private final AtomicBoolean ticking = new AtomicBoolean();

  private EagerReconnect(
      ManagedChannel channel, ScheduledExecutorService timer, Runnable atShutdown) {
    this.channel = channel;
    this.timer = timer;
    this.atShutdown = atShutdown;
  }

  /// Begins to look after a channel.
  ///
  /// @param timer usable until `atShutdown` has been run
  /// @param atShutdown run once, after the channel was shut down
  static void of(ManagedChannel channel, ScheduledExecutorService timer, Runnable atShutdown) {
    new EagerReconnect(channel, timer, atShutdown).look();
  }

  /// Called once per change of state, never twice at a time.
  private void look() {
    ConnectivityState state = channel.getState(false);
    if (state == ConnectivityState.SHUTDOWN) {
      atShutdown.run();
      return;
    }
    if (state == ConnectivityState.TRANSIENT_FAILURE && ticking.compareAndSet(false, true)) {
      tryAfter(FIRST_PAUSE);
    }
    channel.notifyWhenStateChanged(state, this::look);
  }

  private void tryAfter(Duration pause) {
    var _ = timer.schedule(() -> tick(pause), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tick(Duration pause) {
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      channel.resetConnectBackoff();
      Duration doubled = pause.plus(pause);
      tryAfter(doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE);
    } else {
      ticking.set(false);
    }
  }
}
