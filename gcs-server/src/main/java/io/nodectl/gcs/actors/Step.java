package io.nodectl.gcs.actors;

import java.util.ArrayList;
import java.util.List;

/// What an event makes of an actor.
///
/// @param effects in the order in which they are to happen
record Step(Actor actor, List<Effect> effects) {

  /// Nothing changes, nothing happens.
  static Step none(Actor actor) {
    return new Step(actor, List.of());
  }

  static Step to(Actor actor, Effect... effects) {
    return new Step(actor, List.of(effects));
  }

  /// This step after others' effects.
  Step after(List<Effect> earlier) {
    List<Effect> all = new ArrayList<>(earlier);
    all.addAll(effects);
    return new Step(actor, List.copyOf(all));
  }
}
