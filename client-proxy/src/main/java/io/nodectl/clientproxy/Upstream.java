package io.nodectl.clientproxy;

import io.grpc.ManagedChannel;
import io.nodectl.rpc.Channels;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// What is behind the proxy, always as the parent said last. The calls of clients read it on any
/// thread.
final class Upstream implements Supplier<Upstream.State>, AutoCloseable {

  private final Function<Wiring.Link, ManagedChannel> opener;
  private final Executor afterGrace;
  private final Set<ManagedChannel> replaced = new LinkedHashSet<>();

  private Wiring wiring = Wiring.none();
  private Optional<Open> open = Optional.empty();
  private volatile State state = stateOf(wiring, open);

  /// @param opener opens a channel, and does not wait for the peer
  /// @param afterGrace runs what it is given once calls that run now have had time to end
  Upstream(Function<Wiring.Link, ManagedChannel> opener, Executor afterGrace) {
    this.opener = opener;
    this.afterGrace = afterGrace;
  }

  /// What a call finds.
  sealed interface State {}

  /// Not all peers are known.
  ///
  /// @param why what a client is told
  record Waiting(String why) implements State {}

  /// All peers are known.
  record Wired(Gcs gcs) implements State {}

  private record Open(Wiring.Link link, ManagedChannel channel) {}

  @Override
  public State get() {
    return state;
  }

  /// Takes in what the parent said. A call that still runs on a channel that is replaced may end
  /// within the grace; after that its client is told UNAVAILABLE, and tries again.
  ///
  /// @return what calls find from now on
  synchronized State tell(UnaryOperator<Wiring> news) {
    wiring = news.apply(wiring);
    Optional<Open> before = open;
    if (!wiring.link().equals(before.map(Open::link))) {
      open = wiring.link().map(link -> new Open(link, opener.apply(link)));
      before.map(Open::channel).ifPresent(this::replace);
    }
    state = stateOf(wiring, open);
    return state;
  }

  /// Not `shutdown`: gRPC keeps an idle connection for 5 s after that, and a call that is just
  /// beginning would fail.
  private void replace(ManagedChannel old) {
    replaced.add(old);
    afterGrace.execute(() -> end(old));
  }

  private synchronized void end(ManagedChannel old) {
    replaced.remove(old);
    old.shutdownNow();
  }

  @Override
  public synchronized void close() {
    open.map(Open::channel).ifPresent(replaced::add);
    replaced.forEach(Channels::close);
  }

  private static State stateOf(Wiring wiring, Optional<Open> open) {
    Optional<String> waiting = wiring.notReady();
    if (waiting.isPresent() || open.isEmpty()) {
      return new Waiting(waiting.orElse("not ready: waiting for gcs-server"));
    }
    return new Wired(new Gcs(open.get().link().gcs(), open.get().channel()));
  }
}
