package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.FailureCode;
import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.raylet.placement.NodeOffer;
import io.nodectl.raylet.resources.Amounts;
import io.nodectl.raylet.resources.Ledger;
import io.nodectl.raylet.resources.NodeResources;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The workers of this node. For all threads; what happens to them happens on one of its own.
final class Workers implements AutoCloseable {
  private final WorkerThread thread = new WorkerThread();
  private final WorkerBook book = new WorkerBook();
  private final Basis basis;
  private final Ledger ledger;
  private final Archive archive;
  private final WorkerMessages messages;
  private final WorkerCare care;
  private final LaunchDesk desk;
  private final Removals removals;
  private final PackageCare packages;
  private final Pool pool;
  private Amounts lastFree;

  /// What they live by.
  ///
  /// @param self this node as others see it, all of it free
  /// @param resources what there is to give away
  /// @param outside whom it works with
  /// @param onChange hears what is free whenever that has changed, on the workers' thread
  record Basis(
      NodeOffer self,
      NodeResources resources,
      Launcher launcher,
      Outside outside,
      InstantSource clock,
      Consumer<Amounts> onChange) {}

  /// Others on whom workers depend.
  record Outside(Environments environments, Records records, Cluster cluster, Packages packages) {}

  Workers(Basis basis) {
    this.basis = basis;
    this.ledger = new Ledger(basis.resources());
    this.lastFree = ledger.free();
    this.archive = new Archive(basis.outside().records());
    this.messages = new WorkerMessages(basis.self().id(), basis.launcher());
    var tools =
        new WorkerCare.Tools(
            thread, basis.launcher(), basis.outside().environments(), basis.clock(), new History());
    this.care = new WorkerCare(tools, messages);
    var stock =
        new LaunchDesk.Stock(
            ledger, book, new WaitingLine(), basis.outside().cluster(), basis.self());
    this.desk = new LaunchDesk(stock, care, messages, tools);
    this.removals = new Removals(stock, thread, worker -> archive.forget(worker.id));
    this.packages = new PackageCare(thread, book, basis.outside().packages());
    this.pool = new Pool(thread, worker -> stop(worker, Stops.idle(worker)));
  }

  private final class History implements WorkerCare.Chronicle {
    @Override
    public void again(Worker worker) {
      var _ = archive.keep(worker);
    }

    @Override
    public void over(Worker worker) {
      pool.remove(worker);
      book.ended(worker).ifPresent(oldest -> archive.forget(oldest.id));
      var _ = archive.keep(worker);
      desk.over(worker);
      tellFree();
    }
  }

  /// Launches a worker, or says why not. One that may be launched again later is only answered for
  /// when it is kept.
  ///
  /// @param attached whether it ends with its caller
  CompletableFuture<LaunchReply> launch(
      LaunchRequest request, boolean attached, LaunchDesk.Begun begun) {
    Terms terms;
    try {
      terms = TermsReader.read(request, attached);
    } catch (BadRequest e) {
      return CompletableFuture.completedFuture(
          LaunchDesk.refused(new Failure(FailureCode.BAD_REQUEST, e.words())));
    }
    return thread.begin(() -> request.hasPool() && !attached ? pooled(terms) : fresh(terms, begun));
  }

  private CompletableFuture<LaunchReply> fresh(Terms terms, LaunchDesk.Begun begun) {
    return desk.launch(terms, begun)
        .thenComposeAsync(reply -> kept(reply, terms), thread.executor());
  }

  private CompletableFuture<LaunchReply> kept(LaunchReply reply, Terms terms) {
    removals.watch();
    tellFree();
    String id =
        reply.hasStarted()
            ? reply.getStarted().getWorkerId()
            : reply.getWaiting().getWorker().getWorkerId();
    CompletableFuture<LaunchReply> answer = CompletableFuture.completedFuture(reply);
    if (!(book.named(id) instanceof WorkerBook.Found(Worker worker)) || worker.isOver()) {
      return answer;
    }
    packages.begin(worker);
    CompletableFuture<Void> kept = archive.keep(worker);
    return terms.maxRestarts() == 0 ? answer : kept.thenApply(_ -> reply);
  }

  private CompletableFuture<LaunchReply> pooled(Terms terms) {
    return pool.take(Pool.kind(terms.request()))
        .map(
            worker -> {
              care.tell(worker);
              return CompletableFuture.completedFuture(
                  LaunchReply.newBuilder().setStarted(messages.info(worker)).build());
            })
        .orElseGet(() -> fresh(terms, _ -> {}));
  }

  /// Launches so many workers of a pool that a number of them is idle, or on its way.
  CompletableFuture<PoolDesk.Prestarted> prestart(LaunchRequest request, int count)
      throws BadRequest {
    Terms terms = TermsReader.read(request, false);
    return thread.begin(() -> new PoolDesk(pool, thread, this::fresh).prestart(terms, count));
  }

  /// A worker of a pool is idle again; on the workers' thread.
  void release(Worker worker) {
    pool.add(worker);
    care.tell(worker);
  }

  /// Has something done with a worker.
  ///
  /// @param name its id, or the beginning of it
  /// @return fails with {@link UnknownWorker} if there is none of that name
  <T> CompletableFuture<T> with(String name, Function<Worker, T> task) {
    return ask(() -> task.apply(named(name)));
  }

  /// The same for what takes its time.
  <T> CompletableFuture<T> begin(String name, Function<Worker, CompletableFuture<T>> task) {
    return thread.begin(() -> task.apply(named(name)));
  }

  private Worker named(String name) {
    return switch (book.named(name)) {
      case WorkerBook.Found(Worker worker) -> worker;
      case WorkerBook.Unknown(String why) -> throw new UnknownWorker(why);
    };
  }

  /// Has something looked up in the book.
  <T> CompletableFuture<T> inBook(Function<WorkerBook, T> question) {
    return ask(() -> question.apply(book));
  }

  /// Has it done, later.
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

  /// Takes up what raylets before this one have run.
  void revive() {
    basis.outside().environments().succeed();
    new Revival(
            basis.outside().records(),
            new Revival.Parts(thread, book, archive, desk),
            basis.clock())
        .begin(
            () -> {
              packages.look();
              removals.watch();
              tellFree();
            });
  }

  /// Ends all workers; completed when they are gone.
  ///
  /// @param grace from SIGTERM to SIGKILL
  /// @param comesBack whether a next raylet is to launch again what is to be
  CompletableFuture<Void> stopAll(Duration grace, boolean comesBack) {
    return ask(() -> {
          desk.close();
          if (comesBack) {
            archive.close();
          }
          var ends = new ArrayList<CompletableFuture<Void>>();
          book.living().forEach(worker -> ends.add(stopWithNode(worker, grace)));
          return ends;
        })
        .thenCompose(ends -> CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)));
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

  private void tellFree() {
    Amounts free = ledger.free();
    if (!free.equals(lastFree)) {
      lastFree = free;
      basis.onChange().accept(free);
    }
  }

  /// Kills what still runs.
  @Override
  public void close() {
    thread.close();
    basis.launcher().close();
  }
}
