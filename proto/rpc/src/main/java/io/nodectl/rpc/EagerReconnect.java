package io.nodectl.rpc;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Keeps a channel's pauses between attempts to connect short.
///
/// gRPC waits up to 2 min between attempts, without a setting for it; a peer that its supervisor
/// restarts is back within a second. Once an attempt has failed a channel reports TRANSIENT_FAILURE
/// until it is connected, not each attempt, so this ticks while that lasts.
final class EagerReconnect {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final ManagedChannel channel;
  private final ScheduledExecutorService timer;

  private EagerReconnect(ManagedChannel channel, ScheduledExecutorService timer) {
    this.channel = channel;
    this.timer = timer;
  }

  static void of(ManagedChannel channel, ScheduledExecutorService timer) {
    new EagerReconnect(channel, timer).look();
  }

  private void look() {
    ConnectivityState state = channel.getState(false);
    switch (state) {
      case TRANSIENT_FAILURE -> tryAfter(FIRST_PAUSE);
      case SHUTDOWN -> {}
      case IDLE, CONNECTING, READY -> channel.notifyWhenStateChanged(state, this::look);
    }
  }

  private void tryAfter(Duration pause) {
    var _ = timer.schedule(() -> tick(pause), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tick(Duration pause) {
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      channel.resetConnectBackoff();
      Duration doubled = pause.multipliedBy(2);
      tryAfter(doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE);
    } else {
      look();
    }
  }
}
