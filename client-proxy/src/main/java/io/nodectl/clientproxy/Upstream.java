package io.nodectl.clientproxy;

import io.grpc.ManagedChannel;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// What is behind the proxy, always as the parent said last. The calls of clients read it on any
/// thread.
final class Upstream implements Supplier<Upstream.State>, AutoCloseable {

  private final Function<Wiring.Link, ManagedChannel> opener;

  private Wiring wiring = Wiring.none();
  private Optional<Open> open = Optional.empty();
  private volatile State state = stateOf(wiring, open);

  /// @param opener opens a channel, and does not wait for the peer
  Upstream(Function<Wiring.Link, ManagedChannel> opener) {
    this.opener = opener;
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

  /// Takes in what the parent said. A channel that is replaced ends when the last call on it has.
  ///
  /// @return what calls find from now on
  synchronized State tell(UnaryOperator<Wiring> news) {
    wiring = news.apply(wiring);
    Optional<Open> before = open;
    if (!wiring.link().equals(before.map(Open::link))) {
      open = wiring.link().map(link -> new Open(link, opener.apply(link)));
    }
    state = stateOf(wiring, open);
    before.filter(old -> !open.equals(before)).ifPresent(old -> old.channel().shutdown());
    return state;
  }

  @Override
  public synchronized void close() {
    open.ifPresent(last -> last.channel().shutdownNow());
  }

  private static State stateOf(Wiring wiring, Optional<Open> open) {
    Optional<String> waiting = wiring.notReady();
    if (waiting.isPresent() || open.isEmpty()) {
      return new Waiting(waiting.orElse("not ready: waiting for gcs-server"));
    }
    return new Wired(new Gcs(open.get().link().gcs(), open.get().channel()));
  }
}
