package io.nodectl.gcs.actors;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.Address;
import io.nodectl.messages.ray.ResourceMapEntry;
import java.util.List;
import java.util.Optional;

/// How far the placement of an actor has come, beyond what its row says. Of this process only:
/// after a restart an actor that was being placed is placed anew.
sealed interface Phase {

  /// Nothing is under way.
  record Idle() implements Phase {}

  /// No raylet is asked at the moment; a timer or a new node will change that.
  ///
  /// @param host where the same lease is to be asked for again; empty: wherever a new one can be
  record Waiting(Attempt attempt, Optional<Host> host) implements Phase {}

  /// A raylet was asked for a worker.
  record Leasing(Attempt attempt, Host host) implements Phase {}

  /// A worker was told to become the actor.
  ///
  /// @param failure present if it could not; its end will tell more
  record Creating(Attempt attempt, Host host, Grant grant, Optional<Failure> failure)
      implements Phase {}

  /// The actor is DEAD, and its worker was asked to end by itself.
  record Ending(Host host, ByteString worker) implements Phase {}

  /// Tells all tries to place one actor apart.
  ///
  /// @param incarnation how often the actor was made before
  /// @param answers so many requests of this incarnation were answered, without a worker
  /// @param failures so many requests did not get anywhere
  record Attempt(long incarnation, int answers, int failures) {

    static Attempt first(ActorTableData actor) {
      return new Attempt(actor.getNumRestarts(), 0, 0);
    }

    /// To ask the same raylet again, which may have heard the question or not.
    Attempt failed() {
      return new Attempt(incarnation, answers, failures + 1);
    }

    /// To begin at the first raylet again.
    Attempt anew() {
      return new Attempt(incarnation, answers + 1, failures);
    }
  }

  /// Why a worker did not become the actor.
  ///
  /// @param byActor whether the actor's own code has failed, so that it would again
  record Failure(boolean byActor, String why) {}

  /// A worker that a raylet has given.
  ///
  /// @param pid 0 if it was not told
  record Grant(Address worker, int pid, List<ResourceMapEntry> mapping) {}
}
