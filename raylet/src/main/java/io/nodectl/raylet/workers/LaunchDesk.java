package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.FailureCode;
import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.Spillback;
import io.nodectl.messages.raylet.Waiting;
import io.nodectl.raylet.placement.NodeOffer;
import io.nodectl.raylet.placement.PlaceWish;
import io.nodectl.raylet.placement.Placing;
import io.nodectl.raylet.resources.Grant;
import io.nodectl.raylet.resources.Ledger;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// Takes wishes for workers in and decides where and whether they run; on the thread of the
/// workers.
final class LaunchDesk {
  private final Stock stock;
  private final WorkerCare care;
  private final WorkerMessages messages;
  private final Executor thread;
  private final InstantSource clock;
  private boolean closed;

  /// What there is.
  ///
  /// @param self this node as the others see it, but for what is free
  record Stock(Ledger ledger, WorkerBook book, WaitingLine line, Cluster cluster, NodeOffer self) {

    /// This node, as far as it is not given away.
    NodeOffer here() {
      return new NodeOffer(
          self.id(), self.address(), ledger.total(), ledger.free(), self.labels(), false);
    }
  }

  /// Is given a worker that was taken in, before anything happens to it.
  interface Begun {
    void with(Worker worker);
  }

  LaunchDesk(Stock stock, WorkerCare care, WorkerMessages messages, WorkerCare.Tools tools) {
    this.stock = stock;
    this.care = care;
    this.messages = messages;
    this.thread = tools.thread().executor();
    this.clock = tools.clock();
  }

  /// Nothing is launched any more.
  void close() {
    closed = true;
  }

  /// Launches a worker, or says why not.
  CompletableFuture<LaunchReply> launch(Terms terms, Begun begun) {
    String asked = terms.request().getWorkerId();
    WorkerId id = asked.isEmpty() ? WorkerId.random() : new WorkerId(asked);
    Optional<LaunchReply> known = answerWithoutLaunch(id);
    if (known.isPresent()) {
      return CompletableFuture.completedFuture(known.get());
    }
    var wish = new Wish(id, terms, begun);
    PlaceWish place = PlaceWishes.of(terms);
    if (place.isEasy()
        && stock.ledger().take(terms.demand()) instanceof Ledger.Given(Grant grant)) {
      return CompletableFuture.completedFuture(begin(wish, grant));
    }
    return stock
        .cluster()
        .others()
        .thenApplyAsync(
            others -> answerWithoutLaunch(id).orElseGet(() -> decide(wish, place, others)), thread);
  }

  private record Wish(WorkerId id, Terms terms, Begun begun) {}

  private Optional<LaunchReply> answerWithoutLaunch(WorkerId id) {
    Optional<LaunchReply> known = stock.book().get(id).map(worker -> started(worker));
    return known.isEmpty() && closed
        ? Optional.of(refused(new Failure(FailureCode.NODE_STOPPING, "this node is being stopped")))
        : known;
  }

  private LaunchReply decide(Wish wish, PlaceWish place, List<NodeOffer> others) {
    List<NodeOffer> reachable = PlaceWishes.reachable(others, wish.terms());
    return switch (new Placing(stock.here(), reachable).decide(place)) {
      case Placing.Here _ -> here(wish);
      case Placing.There(NodeOffer node) -> {
        stock.cluster().claim(node.id(), wish.terms().demand());
        yield LaunchReply.newBuilder().setSpillback(spillback(node)).build();
      }
      case Placing.Nowhere(String why) ->
          wish.terms().request().getPlacement().getWaitIfInfeasible()
              ? wait(take(wish), why, true)
              : refused(new Failure(FailureCode.INFEASIBLE, why));
      case Placing.SentAround _ ->
          refused(
              new Failure(
                  FailureCode.TOO_MANY_HOPS,
                  "it was sent from node to node %d times, and this one cannot run it either"
                      .formatted(PlaceWish.MOST_HOPS)));
    };
  }

  static Spillback spillback(NodeOffer node) {
    return Spillback.newBuilder().setNodeId(node.id()).setAddress(node.address()).build();
  }

  private LaunchReply here(Wish wish) {
    return switch (stock.ledger().take(wish.terms().demand())) {
      case Ledger.Given(Grant grant) -> begin(wish, grant);
      case Ledger.NotNow(String why) -> wait(take(wish), why, false);
      case Ledger.Never(String why) -> wait(take(wish), why, true);
    };
  }

  private LaunchReply begin(Wish wish, Grant grant) {
    Worker worker = take(wish);
    granted(worker, grant);
    return started(worker);
  }

  private Worker take(Wish wish) {
    var worker = new Worker(wish.id(), WorkerLife.asked(wish.terms()), clock.millis());
    stock.book().add(worker);
    wish.begun().with(worker);
    return worker;
  }

  private void granted(Worker worker, Grant grant) {
    worker.grant = grant;
    care.happened(worker, new WorkerEvent.Granted());
  }

  private LaunchReply wait(Worker worker, String why, boolean infeasible) {
    worker.reason = why;
    int place = worker.isOver() ? 0 : stock.line().add(worker);
    care.note(worker, why);
    return LaunchReply.newBuilder()
        .setWaiting(
            Waiting.newBuilder()
                .setWorker(messages.info(worker))
                .setPlace(place)
                .setReason(why)
                .setInfeasible(infeasible))
        .build();
  }

  /// A worker that a raylet before this one ran is to run again, here.
  void again(Worker worker) {
    stock.book().add(worker);
    switch (stock.ledger().take(worker.terms.demand())) {
      case Ledger.Given(Grant grant) -> granted(worker, grant);
      case Ledger.NotNow(String why) -> wait(worker, why, false);
      case Ledger.Never(String why) -> wait(worker, why, true);
    }
  }

  /// A worker is over: what it had goes to those who wait.
  void over(Worker worker) {
    stock.line().remove(worker);
    Grant had = worker.grant;
    worker.grant = Grant.NONE;
    stock.ledger().giveBack(had);
    stock.line().serve(stock.ledger(), this::granted);
  }

  private LaunchReply started(Worker worker) {
    return LaunchReply.newBuilder().setStarted(messages.info(worker)).build();
  }

  static LaunchReply refused(Failure failure) {
    return LaunchReply.newBuilder().setRefused(WorkerMessages.failure(failure)).build();
  }
}
