package io.nodectl.gcs.actors;

import io.nodectl.messages.ray.ActorTableData;

/// How the registration of an actor ended.
sealed interface Registering {

  /// It is in the table now.
  record Registered(ActorTableData row) implements Registering {}

  /// It was in the table before: its owner repeats itself.
  record KnownAlready() implements Registering {}

  /// Another living actor has the name.
  record NameTaken() implements Registering {}

  /// Whoever would own it has ended.
  record OwnerGone(String why) implements Registering {}
}
