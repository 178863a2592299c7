package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.Spillback;
import io.nodectl.raylet.placement.NodeOffer;
import io.nodectl.raylet.placement.Placing;
import io.nodectl.raylet.workers.LaunchDesk.Stock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Sends those who wait here to other nodes that have room by now; on the thread of the workers.
/// It looks once a second while somebody waits, and not at all otherwise.
final class Removals {
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Stock stock;
  private final WorkerThread thread;
  private final Consumer<Worker> gone;
  private boolean planned;

  /// @param gone is told of each that is not here any more
  Removals(Stock stock, WorkerThread thread, Consumer<Worker> gone) {
    this.stock = stock;
    this.thread = thread;
    this.gone = gone;
  }

  /// Somebody may wait.
  void watch() {
    if (!planned && !stock.line().all().isEmpty()) {
      planned = true;
      var _ = thread.after(EVERY, this::look);
    }
  }

  private void look() {
    var _ =
        stock
            .cluster()
            .others()
            .thenAccept(
                others ->
                    thread.execute(
                        () -> {
                          planned = false;
                          consider(others);
                          watch();
                        }));
  }

  private void consider(List<NodeOffer> first) {
    List<NodeOffer> others = first;
    for (Worker worker : stock.line().all()) {
      Placing.Place place =
          new Placing(stock.here(), PlaceWishes.reachable(others, worker.terms))
              .decide(PlaceWishes.of(worker.terms));
      switch (place) {
        case Placing.There(NodeOffer node) when node.canNow(worker.terms.demand()) -> {
          stock.cluster().claim(node.id(), worker.terms.demand());
          others = without(others, node, worker);
          send(worker, node);
        }
        case Placing.Nowhere(String why) -> worker.reason = why;
        case Placing.Here _, Placing.There _, Placing.SentAround _ -> {}
      }
    }
  }

  private static List<NodeOffer> without(List<NodeOffer> others, NodeOffer node, Worker worker) {
    return others.stream()
        .map(other -> other.equals(node) ? other.without(worker.terms.demand()) : other)
        .toList();
  }

  /// The caller of an attached one takes it there himself; others are sent.
  private void send(Worker worker, NodeOffer node) {
    Spillback to = LaunchDesk.spillback(node);
    if (worker.terms.attached()) {
      leave(worker, to);
      return;
    }
    // Nobody gives it anything here meanwhile.
    stock.line().remove(worker);
    LaunchRequest request =
        worker.terms.request().toBuilder()
            .setWorkerId(worker.id.hex())
            .setHops(worker.terms.request().getHops() + 1)
            .build();
    var _ =
        stock
            .cluster()
            .launch(node, request)
            .handle((reply, failure) -> failure == null && isTaken(reply))
            .thenAccept(taken -> thread.execute(() -> sent(worker, node, taken)));
  }

  private void sent(Worker worker, NodeOffer node, boolean taken) {
    if (taken && worker.isOver()) {
      // It was stopped here meanwhile.
      stock.cluster().stop(node, worker.id);
    } else if (taken) {
      leave(worker, LaunchDesk.spillback(node));
    } else if (!worker.isOver()) {
      stock.line().putBack(worker);
      watch();
    }
  }

  private static boolean isTaken(LaunchReply reply) {
    return reply.hasStarted() || reply.hasWaiting();
  }

  private void leave(Worker worker, Spillback to) {
    stock.line().remove(worker);
    stock.book().forget(worker);
    List.copyOf(worker.watchers).forEach(watcher -> watcher.moved(to));
    worker.watchers.clear();
    gone.accept(worker);
  }
}
