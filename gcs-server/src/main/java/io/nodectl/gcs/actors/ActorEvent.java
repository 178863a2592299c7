package io.nodectl.gcs.actors;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.actors.Phase.Attempt;
import io.nodectl.messages.ray.NodeDeathInfo;
import io.nodectl.messages.ray.PushTaskReply;
import io.nodectl.messages.ray.RequestWorkerLeaseReply;
import io.nodectl.messages.ray.WorkerTableData;

/// What can happen to an actor that is registered.
sealed interface ActorEvent {

  /// Its owner has all arguments together, and wants it to be made.
  record Wanted() implements ActorEvent {}

  /// This server has started again and found it.
  record Restored() implements ActorEvent {}

  /// It is time to look for a worker again.
  record RetryDue(Attempt attempt) implements ActorEvent {}

  /// A node can be asked for workers that could not before.
  record HostCame() implements ActorEvent {}

  /// A raylet has answered.
  record LeaseAnswered(Attempt attempt, Host host, RequestWorkerLeaseReply reply)
      implements ActorEvent {}

  /// A raylet could not be asked.
  record LeaseFailed(Attempt attempt, Host host) implements ActorEvent {}

  /// The worker has answered.
  record Pushed(Attempt attempt, PushTaskReply reply) implements ActorEvent {}

  /// The worker could not be asked.
  record PushFailed(Attempt attempt, String why) implements ActorEvent {}

  /// A worker that could not become the actor has still not been reported dead.
  record Unexplained(Attempt attempt) implements ActorEvent {}

  /// A worker has ended: the actor's own.
  record WorkerDied(WorkerTableData worker) implements ActorEvent {}

  /// A node has died that the actor was on, or is to come to.
  record NodeDied(ByteString node, NodeDeathInfo death) implements ActorEvent {}

  /// The node is about to be taken away, which is no fault of the actor.
  record Preempted(ByteString node) implements ActorEvent {}

  /// The process that made it has ended.
  ///
  /// @param detail how
  record OwnerDied(String detail) implements ActorEvent {}

  /// Its job has ended.
  record JobEnded() implements ActorEvent {}

  /// Somebody wants it to end.
  ///
  /// @param restart whether it may come back
  record Killed(boolean force, boolean restart) implements ActorEvent {}

  /// Its owner has no handle any more, but could want it back to make lost results again.
  ///
  /// @param lineageRestarts how many such wishes the owner has had
  record OutOfScope(long lineageRestarts) implements ActorEvent {}

  /// Nobody can ever want it again.
  record RefDeleted() implements ActorEvent {}

  /// Results are lost that only it can make again.
  ///
  /// @param lineageRestarts how many such wishes the owner has had, with this one
  record WantedBack(long lineageRestarts) implements ActorEvent {}

  /// It is time to ask the owner again whether anybody refers to the actor.
  ///
  /// @param failures how often that could not be asked
  record WatchDue(int failures) implements ActorEvent {}

  /// A worker that was asked to end has had time enough.
  record GraceOver(ByteString worker) implements ActorEvent {}
}
