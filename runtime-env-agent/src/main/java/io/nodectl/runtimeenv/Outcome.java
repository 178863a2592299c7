package io.nodectl.runtimeenv;

import java.util.List;

/// What became of a wish for an environment.
sealed interface Outcome {
  /// It is there.
  ///
  /// @param context JSON for the worker that will live in it
  /// @param things what was built for it; a reference is held to each
  record Created(String context, List<BuiltThing> things) implements Outcome {
    public Created {
      things = List.copyOf(things);
    }
  }

  /// It cannot be had.
  ///
  /// @param why for the user who asked for it
  /// @param passing whether it may be had the next time
  record Refused(String why, boolean passing) implements Outcome {}
}
