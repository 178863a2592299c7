package io.nodectl.process;

import io.nodectl.handshake.Order;
import io.nodectl.handshake.Records;
import io.nodectl.spawn.Signal;
import io.nodectl.spawn.SpawnException;
import io.nodectl.spawn.SystemCallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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
      streams = new Start(launch.spec(), launch.means()).run(this::lost);
    } catch (IOException
        | UncheckedIOException
        | IllegalArgumentException
        | SystemCallException e) {
      finder.close();
      int errno = e instanceof SpawnException refused ? refused.errno() : 0;
      Verdict verdict = new Verdict.CannotStart(String.valueOf(e.getMessage()), errno);
      Hearing.tell(launch.listener(), new ChildEvent.Failed(verdict));
      ending.over();
      return;
    }
    Lifetime started = new Lifetime(launch, streams, watchful(finder, streams), ending);
    lifetime = started;
    started.begin();
  }

  private void lost(Loss loss) {
    ChildEvent event = new ChildEvent.LogDropped(loss.lines(), loss.bytes(), loss.why());
    loop.execute(() -> Hearing.tell(launch.listener(), event));
  }

  private PortFinder finder() throws IOException {
    return switch (launch.spec().ports()) {
      case PortSource.ByReport _ -> new NoFinder();
      case PortSource.ByPortFile source -> PortFiles.prepare(source.fileByPort(), loop.poller());
      case PortSource.ByNothing _, PortSource.ByListening _ ->
          new KnownPorts(launch.spec().ports());
      case PortSource.ByProbe source -> new PortProbe(PortLooks.any(source), loop);
      case PortSource.ByNumbers source -> new PortProbe(PortLooks.numbers(source), loop);
      case PortSource.ByOutput source -> new PortPrinted(source, loop);
      case PortSource.BySocketFile source -> new PortProbe(PortLooks.file(source), loop);
    };
  }

  /// What was put before a program that reports may keep it from that.
  private PortFinder watchful(PortFinder finder, Streams streams) {
    return launch.spec().ports() instanceof PortSource.ByReport
            && launch.spec().scrutiny().wrapped()
        ? new CutOffCheck(loop, streams.report().readEnd().inode())
        : finder;
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
    return life == null ? 0 : life.streams().child().pid();
  }

  @Override
  public void order(Order order) {
    if (launch.spec().stdin() != StandardInput.WIRE) {
      throw new IllegalStateException(name() + " was launched without a standard input for orders");
    }
    byte[] record = Records.encode(order);
    whenStarted(life -> life.order(order, record));
  }

  @Override
  public void holdDeadline(boolean still) {
    whenStarted(life -> life.holdDeadline(still));
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
    whenStarted(life -> life.stop(wish));
    return ending.outcome();
  }

  /// Does something on the loop's thread to a child that has a process, or had one.
  private void whenStarted(Consumer<Lifetime> wish) {
    loop.execute(
        () -> {
          if (lifetime != null) {
            wish.accept(lifetime);
          }
        });
  }

  @Override
  public void signal(Signal signal) {
    whenStarted(life -> Tree.signal(life.streams().child(), signal));
  }

  @Override
  public void input(byte[] bytes, Runnable taken) {
    loop.execute(
        () -> {
          ByteInput input = lifetime == null ? null : lifetime.streams().input();
          if (input == null) {
            taken.run();
          } else {
            input.write(bytes, taken);
          }
        });
  }

  @Override
  public void endInput() {
    whenStarted(
        life -> {
          if (life.streams().input() != null) {
            life.streams().input().end();
          }
        });
  }

  @Override
  public void closeOutput(OutputTap.Stream stream) {
    whenStarted(life -> life.streams().outputs().abandon(stream));
  }

  @Override
  public void resumeOutput() {
    whenStarted(life -> life.streams().outputs().resume());
  }

  @Override
  public void kill() {
    CompletableFuture<StopOutcome> _ = stop(Duration.ZERO);
  }

  @Override
  public List<String> lastLines(int n) {
    Lifetime life = lifetime;
    return life == null ? List.of() : life.streams().outputs().lastLines(n);
  }
}
