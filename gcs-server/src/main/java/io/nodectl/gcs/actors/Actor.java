package io.nodectl.gcs.actors;

import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.ActorTableData.ActorState;

/// An actor and how far its placement has come.
///
/// @param row what is kept of it
record Actor(ActorTableData row, Phase phase) {

  static final Phase IDLE = new Phase.Idle();

  ActorState state() {
    return row.getState();
  }

  boolean isDead() {
    return state() == ActorState.DEAD;
  }

  Actor with(ActorTableData changed) {
    return new Actor(changed, phase);
  }

  Actor with(Phase changed) {
    return new Actor(row, changed);
  }
}
