package io.nodectl.gcs.actors;

import io.nodectl.gcs.actors.Phase.Attempt;
import io.nodectl.gcs.peers.PeerAddress;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.CancelWorkerLeaseRequest;
import io.nodectl.messages.ray.CreateActorReply;
import io.nodectl.messages.ray.KillLocalActorRequest;
import io.nodectl.messages.ray.PushTaskRequest;
import io.nodectl.messages.ray.RequestWorkerLeaseRequest;
import io.nodectl.messages.ray.ReturnWorkerLeaseRequest;
import io.nodectl.messages.ray.WaitForActorRefDeletedRequest;
import java.time.Duration;

/// What is to be done once an actor's new state is kept.
sealed interface Effect {

  record Lease(Attempt attempt, Host host, RequestWorkerLeaseRequest request) implements Effect {}

  record CancelLease(PeerAddress raylet, CancelWorkerLeaseRequest request) implements Effect {}

  record ReturnWorker(PeerAddress raylet, ReturnWorkerLeaseRequest request) implements Effect {}

  record Push(Attempt attempt, PeerAddress worker, PushTaskRequest request) implements Effect {}

  record Kill(PeerAddress raylet, KillLocalActorRequest request) implements Effect {}

  /// The owner is asked to tell when nobody refers to the actor any more.
  ///
  /// @param failures how often that could not be asked
  record WatchOwner(PeerAddress owner, WaitForActorRefDeletedRequest request, int failures)
      implements Effect {}

  /// Subscribers are told of the actor's state.
  ///
  /// @param actor all of its row
  record Publish(ActorTableData actor) implements Effect {}

  /// Whoever waits for the actor to be made gets this.
  record AnswerCreators(CreateActorReply reply) implements Effect {}

  record After(Duration delay, ActorEvent event) implements Effect {}
}
