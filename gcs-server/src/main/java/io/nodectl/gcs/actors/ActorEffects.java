package io.nodectl.gcs.actors;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.nodectl.gcs.peers.CoreWorkers;
import io.nodectl.gcs.peers.PeerAddress;
import io.nodectl.gcs.peers.Raylets;
import io.nodectl.gcs.pubsub.Publisher;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.ChannelType;
import io.nodectl.messages.ray.KillLocalActorRequest;
import io.nodectl.messages.ray.PubMessage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out what was decided about actors. Runs on the store's thread; nothing here blocks.
final class ActorEffects {

  private static final Logger LOG = LoggerFactory.getLogger(ActorEffects.class);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int KILL_TRIES = 5;
  private static final int LONGEST_PAUSE_S = 30;

  private final Raylets raylets;
  private final CoreWorkers workers;
  private final Publisher publisher;
  private final Creators creators;
  private final BiConsumer<ByteString, ActorEvent> events;

  /// Takes its five parts, so many that a test can replace each.
  ///
  /// @param events takes what comes of the effects, for the actor of that id, from any thread
  ActorEffects(
      Raylets raylets,
      CoreWorkers workers,
      Publisher publisher,
      Creators creators,
      BiConsumer<ByteString, ActorEvent> events) {
    this.raylets = raylets;
    this.workers = workers;
    this.publisher = publisher;
    this.creators = creators;
    this.events = events;
  }

  void carryOut(ByteString actor, Effect effect) {
    switch (effect) {
      case Effect.Lease lease -> lease(actor, lease);
      case Effect.CancelLease(PeerAddress raylet, var request) ->
          hopeFor(raylets.at(raylet).cancelWorkerLease(request), "a lease was not cancelled");
      case Effect.ReturnWorker(PeerAddress raylet, var request) ->
          hopeFor(raylets.at(raylet).returnWorkerLease(request), "a worker was not given back");
      case Effect.Push push -> push(actor, push);
      case Effect.Kill(PeerAddress raylet, var request) -> kill(raylet, request, KILL_TRIES);
      case Effect.WatchOwner watch -> watch(actor, watch);
      case Effect.Publish(ActorTableData row) -> publish(row);
      case Effect.AnswerCreators(var reply) -> creators.answer(actor, reply);
      case Effect.After(Duration delay, ActorEvent event) ->
          after(delay, () -> events.accept(actor, event));
    }
  }

  private void lease(ByteString actor, Effect.Lease lease) {
    var _ =
        raylets
            .at(lease.host().raylet())
            .requestWorkerLease(lease.request())
            .handle(
                (reply, failure) -> {
                  events.accept(
                      actor,
                      failure == null
                          ? new ActorEvent.LeaseAnswered(lease.attempt(), lease.host(), reply)
                          : new ActorEvent.LeaseFailed(lease.attempt(), lease.host()));
                  return true;
                });
  }

  private void push(ByteString actor, Effect.Push push) {
    var _ =
        workers
            .at(push.worker())
            .pushTask(push.request())
            .handle(
                (reply, failure) -> {
                  events.accept(
                      actor,
                      failure == null
                          ? new ActorEvent.Pushed(push.attempt(), reply)
                          : new ActorEvent.PushFailed(
                              push.attempt(), String.valueOf(Status.fromThrowable(failure))));
                  return true;
                });
  }

  /// A raylet that answers at all knows best: `ABORTED` means that the worker ended first. A dead
  /// one has no workers.
  private void kill(PeerAddress raylet, KillLocalActorRequest request, int tries) {
    var _ =
        raylets
            .at(raylet)
            .killLocalActor(request)
            .exceptionally(
                failure -> {
                  if (Status.fromThrowable(failure).getCode() == Status.Code.UNAVAILABLE
                      && tries > 1) {
                    after(FIRST_PAUSE, () -> kill(raylet, request, tries - 1));
                  } else {
                    LOG.debug("the raylet at {} did not end an actor's worker", raylet, failure);
                  }
                  return null;
                });
  }

  /// The owner's own end is reported by its raylet; so what cannot be asked now is asked later.
  private void watch(ByteString actor, Effect.WatchOwner watch) {
    var _ =
        workers
            .at(watch.owner())
            .waitForActorRefDeleted(watch.request())
            .handle(
                (_, failure) -> {
                  if (failure == null) {
                    events.accept(actor, new ActorEvent.RefDeleted());
                  } else {
                    int failures = watch.failures() + 1;
                    after(
                        Duration.ofSeconds(Math.min(failures, LONGEST_PAUSE_S)),
                        () -> events.accept(actor, new ActorEvent.WatchDue(failures)));
                  }
                  return true;
                });
  }

  private void publish(ActorTableData row) {
    publisher.publish(
        PubMessage.newBuilder()
            .setChannelType(ChannelType.GCS_ACTOR_CHANNEL)
            .setKeyId(row.getActorId())
            .setActorMessage(ActorRows.published(row))
            .build());
  }

  private static void hopeFor(CompletableFuture<?> call, String otherwise) {
    var _ =
        call.exceptionally(
            failure -> {
              LOG.debug("{}", otherwise, failure);
              return null;
            });
  }

  private static void after(Duration delay, Runnable task) {
    CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS).execute(task);
  }
}
