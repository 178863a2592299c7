package io.nodectl.gcs.actors;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.actors.ActorLinks.Kind;
import io.nodectl.gcs.actors.Registering.Registered;
import io.nodectl.gcs.jobs.JobListener;
import io.nodectl.gcs.nodes.NodeGate;
import io.nodectl.gcs.nodes.NodeListener;
import io.nodectl.gcs.nodes.Nodes;
import io.nodectl.gcs.peers.CoreWorkers;
import io.nodectl.gcs.peers.Raylets;
import io.nodectl.gcs.pubsub.Publisher;
import io.nodectl.gcs.storage.StorageFailed;
import io.nodectl.gcs.storage.Store;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.gcs.workers.WorkerFailure;
import io.nodectl.gcs.workers.WorkerListener;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.JobTableData;
import io.nodectl.messages.ray.TaskSpec;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets actors live: hands what happens to [ActorMachine], keeps what comes of it, and once that is
/// kept, carries out what it demands.
public final class Actors implements NodeListener, WorkerListener, JobListener {

  private static final Logger LOG = LoggerFactory.getLogger(Actors.class);

  private static final long FIRST_PAUSE_MS = 100;
  private static final long LONGEST_PAUSE_MS = 10_000;

  private final Store store;
  private final InstantSource clock;
  private final Creators creators = new Creators();
  private final ActorEffects effects;

  private final NodeGate gate;

  /// What is to be done for one actor.
  private record Deed(ByteString actor, Effect effect) {}

  /// Whom actors have to do with.
  ///
  /// @param gate which nodes may be asked for workers
  public record Others(Raylets raylets, CoreWorkers workers, Publisher publisher, NodeGate gate) {}

  public Actors(Store store, InstantSource clock, Others others) {
    this.store = store;
    this.clock = clock;
    this.gate = others.gate();
    this.effects =
        new ActorEffects(
            others.raylets(), others.workers(), others.publisher(), creators, this::happened);
  }

  Creators creators() {
    return creators;
  }

  /// Takes an actor in; answered once that is kept.
  CompletableFuture<Registering> register(TaskSpec spec) {
    return store
        .ask(tables -> new Registry(tables).register(spec, clock.millis()))
        .whenComplete(
            (outcome, _) -> {
              if (outcome instanceof Registered(var row)) {
                effects.carryOut(row.getActorId(), new Effect.Publish(row));
                ActorMachine.watch(row, 0)
                    .forEach(effect -> effects.carryOut(row.getActorId(), effect));
              }
            });
  }

  /// Makes an actor that was registered.
  ///
  /// @param spec the task that makes it, with all arguments
  /// @return the actor as it is then; empty if there is none
  CompletableFuture<Optional<Actor>> create(TaskSpec spec) {
    ByteString id = spec.getActorCreationTaskSpec().getActorId();
    return change(
        id,
        tables -> {
          new Registry(tables).resolve(spec);
          return step(tables, id, new ActorEvent.Wanted());
        });
  }

  /// Something happens to one actor.
  ///
  /// @return the actor as it is then; empty if there is none
  CompletableFuture<Optional<Actor>> happen(ByteString id, ActorEvent event) {
    return change(id, tables -> step(tables, id, event));
  }

  /// Goes on where the process before this one ended: tells actors what it did not get to tell, and
  /// has those placed anew that were being placed.
  public void restore() {
    var _ =
        store
            .ask(
                tables ->
                    new ActorTable(tables)
                        .living().stream()
                            .flatMap(
                                actor ->
                                    step(
                                        tables,
                                        actor.row().getActorId(),
                                        new Registry(tables).missed(actor))
                                        .stream())
                            .toList())
            .thenAccept(this::carryOut)
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    lost(failure);
                  }
                });
  }

  /// The workers that actors live in, on one node.
  public static List<ByteString> workersInUse(Tables tables, ByteString node) {
    return new ActorTable(tables).workersInUse(node);
  }

  /// A node can be asked for workers that could not before.
  public void hostCame() {
    toAll(table -> table.linkedTo(Kind.HOMELESS, ByteString.EMPTY), new ActorEvent.HostCame());
  }

  @Override
  public void registered(GcsNodeInfo node) {
    if (Nodes.takesLeases(node)) {
      hostCame();
    }
  }

  @Override
  public void departed(GcsNodeInfo node) {
    ByteString id = node.getNodeId();
    toAll(
        table -> table.linkedTo(Kind.OWNER_NODE, id),
        new ActorEvent.OwnerDied("its node has died: " + node.getDeathInfo().getReasonMessage()));
    toAll(table -> table.linkedTo(Kind.NODE, id), new ActorEvent.NodeDied(id, node.getDeathInfo()));
  }

  @Override
  public void died(WorkerFailure failure) {
    toAll(
        table -> table.linkedTo(Kind.WORKER, failure.worker()),
        new ActorEvent.WorkerDied(failure.row()));
    toAll(
        table -> table.linkedTo(Kind.OWNER, failure.worker()),
        new ActorEvent.OwnerDied(
            "%s, %s".formatted(failure.row().getExitType(), failure.row().getExitDetail())));
  }

  @Override
  public void started(JobTableData job) {}

  @Override
  public void finished(JobTableData job) {
    toAll(table -> table.linkedTo(Kind.JOB, job.getJobId()), new ActorEvent.JobEnded());
  }

  /// A node will be taken away: what happens to its actors then is not their fault.
  public void preempted(ByteString node) {
    toAll(table -> table.linkedTo(Kind.NODE, node), new ActorEvent.Preempted(node));
  }

  private void happened(ByteString actor, ActorEvent event) {
    keepAtLast(() -> happen(actor, event), FIRST_PAUSE_MS);
  }

  private void toAll(Function<ActorTable, List<ByteString>> who, ActorEvent event) {
    keepAtLast(
        () ->
            store
                .ask(
                    tables ->
                        // One may be linked twice.
                        who.apply(new ActorTable(tables)).stream()
                            .distinct()
                            .flatMap(id -> step(tables, id, event).stream())
                            .toList())
                .thenAccept(this::carryOut),
        FIRST_PAUSE_MS);
  }

  /// What has happened nobody tells again, so it is tried until it is kept. What comes in between
  /// does no harm: whom it concerns is looked up each time, and answers say to what.
  private static void keepAtLast(Supplier<CompletableFuture<?>> attempt, long pauseMs) {
    var _ =
        attempt
            .get()
            .whenComplete(
                (_, failure) -> {
                  if (failure != null && isPassing(failure)) {
                    LOG.warn(
                        "what happened to actors cannot be kept: {}; it is tried again in {} ms",
                        failure.getMessage(),
                        pauseMs);
                    CompletableFuture.delayedExecutor(pauseMs, TimeUnit.MILLISECONDS)
                        .execute(
                            () -> keepAtLast(attempt, Math.min(2 * pauseMs, LONGEST_PAUSE_MS)));
                  } else if (failure != null) {
                    lost(failure);
                  }
                });
  }

  private static void lost(Throwable failure) {
    LOG.error("what happened to actors cannot be kept", failure);
  }

  private static boolean isPassing(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof StorageFailed failed && !failed.isLasting();
  }

  private CompletableFuture<Optional<Actor>> change(
      ByteString id, Function<Tables, List<Deed>> work) {
    return store
        .ask(tables -> new Outcome(work.apply(tables), new ActorTable(tables).find(id)))
        .thenApply(
            outcome -> {
              carryOut(outcome.deeds);
              return outcome.actor;
            });
  }

  private record Outcome(List<Deed> deeds, Optional<Actor> actor) {}

  private List<Deed> step(Tables tables, ByteString id, ActorEvent event) {
    ActorTable table = new ActorTable(tables);
    Optional<Actor> actor = table.find(id);
    if (actor.isEmpty()) {
      return List.of();
    }
    Step step =
        ActorMachine.step(actor.get(), event, new Hosts(tables, clock.millis(), gate::isOpen, id));
    table.replace(actor.get(), step.actor());
    return step.effects().stream().map(effect -> new Deed(id, effect)).toList();
  }

  private void carryOut(List<Deed> deeds) {
    deeds.forEach(deed -> effects.carryOut(deed.actor, deed.effect));
  }
}
