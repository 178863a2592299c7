package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.FailureCode;
import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.raylet.resources.Amounts;
import io.nodectl.raylet.resources.Ledger;
import io.nodectl.raylet.resources.NodeResources;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The workers of this node. For all threads; what happens to them happens on one of its own.
public final class Workers implements AutoCloseable {
  private final WorkerThread thread = new WorkerThread();
  private final WorkerBook book = new WorkerBook();
  private final Ledger ledger;
  private final Launcher launcher;
  private final WorkerMessages messages;
  private final WorkerCare care;
  private final LaunchDesk desk;
  private final Consumer<Amounts> onChange;
  private Amounts lastFree;

  /// What they live by.
  ///
  /// @param nodeId of this node, 56 hexadecimal digits
  /// @param resources what there is to give away
  /// @param onChange hears what is free whenever that has changed, on the workers' thread
  record Basis(
      String nodeId,
      NodeResources resources,
      Launcher launcher,
      Environments environments,
      InstantSource clock,
      Consumer<Amounts> onChange) {}

  Workers(Basis basis) {
    this.ledger = new Ledger(basis.resources());
    this.launcher = basis.launcher();
    this.onChange = basis.onChange();
    this.lastFree = ledger.free();
    this.messages = new WorkerMessages(basis.nodeId(), launcher);
    this.care =
        new WorkerCare(
            new WorkerCare.Tools(thread, launcher, basis.environments(), basis.clock(), this::over),
            messages);
    this.desk =
        new LaunchDesk(
            new LaunchDesk.Stock(ledger, book, new WaitingLine()), care, messages, basis.clock());
  }

  /// Launches a worker, or says why not.
  ///
  /// @param attached whether it ends with its caller
  /// @param begun is given the worker before anything happens to it
  CompletableFuture<LaunchReply> launch(
      LaunchRequest request, boolean attached, LaunchDesk.Begun begun) {
    Terms terms;
    try {
      terms = TermsReader.read(request, attached);
    } catch (BadRequest e) {
      return CompletableFuture.completedFuture(
          LaunchDesk.refused(new Failure(FailureCode.BAD_REQUEST, e.words())));
    }
    return ask(() -> desk.launch(terms, begun));
  }

  /// Has something done with a worker.
  ///
  /// @param name its id, or the beginning of it
  /// @return fails with {@link UnknownWorker} if there is none of that name
  <T> CompletableFuture<T> with(String name, Function<Worker, T> task) {
    return ask(
        () ->
            switch (book.named(name)) {
              case WorkerBook.Found(Worker worker) -> task.apply(worker);
              case WorkerBook.Unknown(String why) -> throw new UnknownWorker(why);
            });
  }

  /// Has something looked up in the book.
  <T> CompletableFuture<T> inBook(Function<WorkerBook, T> question) {
    return ask(() -> question.apply(book));
  }

  /// Has something done, later.
  void run(Runnable task) {
    thread.execute(task);
  }

  WorkerMessages messages() {
    return messages;
  }

  /// Has a worker end; on the workers' thread.
  void stop(Worker worker, WorkerEvent.StopWished wish) {
    care.happened(worker, wish);
    tellFree();
  }

  /// Ends all workers; completed when they are gone.
  ///
  /// @param grace from SIGTERM to SIGKILL
  public CompletableFuture<Void> stopAll(Duration grace) {
    return ask(() -> {
          desk.close();
          var ends = new ArrayList<CompletableFuture<Void>>();
          book.living().forEach(worker -> ends.add(stopWithNode(worker, grace)));
          return ends;
        })
        .thenCompose(Workers::all);
  }

  private static CompletableFuture<Void> all(List<CompletableFuture<Void>> ends) {
    return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Void> stopWithNode(Worker worker, Duration grace) {
    var end = new EndWatcher();
    worker.watchers.add(end);
    stop(
        worker,
        Stops.wish(worker, FailureCode.NODE_STOPPING, Stops.Manner.TERMINATE).within(grace));
    return end.gone();
  }

  private <T> CompletableFuture<T> ask(Supplier<T> question) {
    return thread.ask(
        () -> {
          T answer = question.get();
          tellFree();
          return answer;
        });
  }

  private void over(Worker worker) {
    desk.over(worker);
    tellFree();
  }

  private void tellFree() {
    Amounts free = ledger.free();
    if (!free.equals(lastFree)) {
      lastFree = free;
      onChange.accept(free);
    }
  }

  /// Kills what still runs.
  @Override
  public void close() {
    thread.close();
    launcher.close();
  }
}
