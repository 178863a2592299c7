package io.nodectl.process;

import io.nodectl.handshake.Order;
import io.nodectl.handshake.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What other threads see of a child: hands their wishes to the loop's thread.
final class LiveChild implements ManagedChild {
  private final Launch launch;
  private final EventLoop loop;
  private final Ending ending = new Ending();
  private volatile @Nullable Lifetime lifetime;

  LiveChild(Launch launch) {
    this.launch = launch;
    this.loop = launch.means().loop();
  }

  /// Starts the process; on the loop's thread, before anything else that is wished there.
  void begin() {
    PortFinder finder = new NoFinder();
    Streams streams;
    try {
      finder = finder();
      streams = Streams.launch(launch.spec(), launch.means(), this::lost);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      finder.close();
      Verdict verdict = new Verdict.CannotStart(String.valueOf(e.getMessage()));
      Hearing.tell(launch.listener(), new ChildEvent.Failed(verdict));
      ending.over();
      return;
    }
    Lifetime started = new Lifetime(launch, streams, finder, ending);
    lifetime = started;
    started.begin();
  }

  private void lost(Loss loss) {
    ChildEvent event = new ChildEvent.LogDropped(loss.lines(), loss.bytes(), loss.why());
    loop.execute(() -> Hearing.tell(launch.listener(), event));
  }

  private PortFinder finder() throws IOException {
    return switch (launch.spec().ports()) {
      case PortSource.ByReport _ ->
          launch.spec().scrutiny().wrapped() ? new CutOffCheck(loop) : new NoFinder();
      case PortSource.ByPortFile source -> PortFiles.prepare(source.fileByPort(), loop.poller());
      case PortSource.ByProbe source -> new PortProbe(source, loop);
    };
  }

  /// Completed when the child is gone, on the loop's thread.
  CompletableFuture<StopOutcome> gone() {
    return ending.outcome();
  }

  @Override
  public String name() {
    return launch.spec().name();
  }

  @Override
  public long pid() {
    Lifetime life = lifetime;
    return life == null ? 0 : life.pid();
  }

  @Override
  public void order(Order order) {
    if (launch.spec().stdin() == StandardInput.NULL) {
      throw new IllegalStateException(name() + " was launched without a standard input for orders");
    }
    byte[] record = Records.encode(order);
    loop.execute(
        () -> {
          if (lifetime != null) {
            lifetime.order(order, record);
          }
        });
  }

  @Override
  public void holdDeadline(boolean still) {
    loop.execute(
        () -> {
          if (lifetime != null) {
            lifetime.holdDeadline(still);
          }
        });
  }

  @Override
  public CompletableFuture<StopOutcome> stop(Duration grace) {
    return stop(new Order.Stop(grace));
  }

  @Override
  public CompletableFuture<StopOutcome> stopForRestart(Duration grace) {
    return stop(new Order.Stop(grace, true));
  }

  private CompletableFuture<StopOutcome> stop(Order.Stop wish) {
    loop.execute(
        () -> {
          if (lifetime != null) {
            lifetime.stop(wish);
          }
        });
    return ending.outcome();
  }

  @Override
  public void kill() {
    CompletableFuture<StopOutcome> _ = stop(Duration.ZERO);
  }

  @Override
  public List<String> lastLines(int n) {
    Lifetime life = lifetime;
    return life == null ? List.of() : life.lastLines(n);
  }
}
