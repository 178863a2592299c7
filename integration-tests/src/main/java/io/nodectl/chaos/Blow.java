package io.nodectl.chaos;

import java.util.List;
import java.util.random.RandomGenerator;

/// What is done to the node in one round.
///
/// @param first killed before, so that the node restarts it; only looked at in
///     {@link Moment#RESTART}
/// @param victim killed at that moment
/// @param delayMillis from the beginning of what the node is doing to the kill
record Blow(Moment moment, Victim first, Victim victim, int delayMillis) {
  private static final List<Victim> COMPONENTS =
      List.of(Victim.GCS_SERVER, Victim.CLIENT_PROXY, Victim.RAYLET, Victim.RUNTIME_ENV_AGENT);

  /// One of two rounds hits a node at rest, or none would get far between two starts.
  private static final List<Moment> MOMENTS =
      List.of(
          Moment.STEADY, Moment.STEADY, Moment.RESTART, Moment.RESTART, Moment.START, Moment.STOP);

  /// The next one of a series that the generator's seed decides.
  static Blow draw(RandomGenerator random) {
    Moment moment = any(MOMENTS, random);
    return new Blow(
        moment,
        any(COMPONENTS, random),
        any(List.of(Victim.values()), random),
        random.nextInt(longestDelay(moment)));
  }

  /// About as long as that takes, on two cores.
  private static int longestDelay(Moment moment) {
    return switch (moment) {
      case START -> 1200;
      case STEADY -> 200;
      case RESTART -> 800;
      case STOP -> 300;
    };
  }

  private static <T> T any(List<T> all, RandomGenerator random) {
    return all.get(random.nextInt(all.size()));
  }

  @Override
  public String toString() {
    String before = moment == Moment.RESTART ? " of " + first.word() : "";
    return "%s %s%s, %d ms into it".formatted(victim.word(), moment.words(), before, delayMillis);
  }
}
