package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.FailureCode;
import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.Waiting;
import io.nodectl.raylet.resources.Grant;
import io.nodectl.raylet.resources.Ledger;
import java.time.InstantSource;

/// Takes wishes for workers in and decides where and whether they run; on the thread of the
/// workers.
final class LaunchDesk {
  private final Stock stock;
  private final WorkerCare care;
  private final WorkerMessages messages;
  private final InstantSource clock;
  private boolean closed;

  /// What there is.
  record Stock(Ledger ledger, WorkerBook book, WaitingLine line) {}

  LaunchDesk(Stock stock, WorkerCare care, WorkerMessages messages, InstantSource clock) {
    this.stock = stock;
    this.care = care;
    this.messages = messages;
    this.clock = clock;
  }

  /// Nothing is launched any more.
  void close() {
    closed = true;
  }

  /// Launches a worker, or says why not.
  ///
  /// @param begun is given the worker before anything happens to it
  LaunchReply launch(Terms terms, Begun begun) {
    String asked = terms.request().getWorkerId();
    WorkerId id = asked.isEmpty() ? WorkerId.random() : new WorkerId(asked);
    if (stock.book().get(id).isPresent()) {
      return known(stock.book().get(id).orElseThrow());
    }
    if (closed) {
      return refused(new Failure(FailureCode.NODE_STOPPING, "this node is being stopped"));
    }
    var worker = new Worker(id, WorkerLife.asked(terms), clock.millis());
    return switch (stock.ledger().take(terms.demand())) {
      case Ledger.Given(Grant grant) -> {
        stock.book().add(worker);
        begun.with(worker);
        granted(worker, grant);
        yield known(worker);
      }
      case Ledger.NotNow(String why) -> {
        stock.book().add(worker);
        begun.with(worker);
        yield wait(worker, why, false);
      }
      case Ledger.Never(String why) -> {
        if (!terms.request().getPlacement().getWaitIfInfeasible()) {
          yield refused(new Failure(FailureCode.INFEASIBLE, why));
        }
        stock.book().add(worker);
        begun.with(worker);
        yield wait(worker, why, true);
      }
    };
  }

  /// Is given a worker that was taken in.
  interface Begun {
    void with(Worker worker);
  }

  private void granted(Worker worker, Grant grant) {
    worker.grant = grant;
    care.happened(worker, new WorkerEvent.Granted());
  }

  private LaunchReply wait(Worker worker, String why, boolean infeasible) {
    worker.reason = why;
    int place = stock.line().add(worker);
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

  /// A worker is over: what it had goes to those who wait.
  void over(Worker worker) {
    stock.line().remove(worker);
    stock.book().ended(worker);
    Grant had = worker.grant;
    worker.grant = Grant.NONE;
    stock.ledger().giveBack(had);
    serve();
  }

  /// Gives what is free to those who wait.
  void serve() {
    stock.line().serve(stock.ledger(), this::granted);
  }

  private LaunchReply known(Worker worker) {
    return LaunchReply.newBuilder().setStarted(messages.info(worker)).build();
  }

  static LaunchReply refused(Failure failure) {
    return LaunchReply.newBuilder().setRefused(WorkerMessages.failure(failure)).build();
  }
}
