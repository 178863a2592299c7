package io.nodectl.cli;

import io.nodectl.node.InvalidInput;
import io.nodectl.node.Keeping;
import io.nodectl.program.Flag;
import io.nodectl.program.RedisFlags;
import io.nodectl.program.RedisPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a head keeps its cluster's state.
final class StoreOptions {
  private final Flag<Boolean> ephemeral =
      Flag.of(
          "--ephemeral",
          "With --head: keep the cluster's state in memory only, so that it ends",
          "with gcs-server.");

  private final RedisFlags redis = new RedisFlags();

  List<Flag<?>> flags() {
    List<Flag<?>> flags = new ArrayList<>(List.of(ephemeral));
    flags.addAll(redis.flags());
    return flags;
  }

  /// What gcs-server is to be told, by flag name without dashes.
  ///
  /// @throws InvalidInput if the flags do not go together
  Map<String, String> forGcs() {
    return place().map(RedisPlace::asFlags).orElseGet(Map::of);
  }

  /// What was asked for.
  ///
  /// @param fresh whether a new cluster is to begin
  /// @param environment the variables of this process
  /// @throws InvalidInput if it cannot be
  Keeping chosen(boolean fresh, Map<String, String> environment) {
    if (place().isPresent()) {
      return elsewhere(fresh, environment);
    }
    if (fresh && ephemeral.isGiven()) {
      throw new InvalidInput(
          "--fresh and --ephemeral: a head that keeps nothing begins anew anyway");
    }
    return ephemeral.isGiven() ? new Keeping.InMemory() : new Keeping.InFolder();
  }

  private Keeping elsewhere(boolean fresh, Map<String, String> environment) {
    if (ephemeral.isGiven()) {
      throw new InvalidInput(
          "--ephemeral keeps nothing and --redis-address does: give one of them");
    }
    if (fresh) {
      throw new InvalidInput(
          "--fresh does not empty a Redis server: name another --redis-namespace for a new cluster");
    }
    try {
      return new Keeping.Elsewhere(redis.login(environment).toConfig());
    } catch (IllegalArgumentException e) {
      throw new InvalidInput(String.valueOf(e.getMessage()));
    }
  }

  private Optional<RedisPlace> place() {
    try {
      return redis.place();
    } catch (IllegalArgumentException e) {
      throw new InvalidInput(String.valueOf(e.getMessage()));
    }
  }

  /// A worker keeps nothing of its cluster.
  ///
  /// @throws InvalidInput if it is told how
  void refuseForWorker() {
    flags().stream()
        .filter(Flag::isOnCommandLine)
        .findFirst()
        .ifPresent(
            flag -> {
              throw new InvalidInput(
                  flag.name() + " is for --head: a worker keeps nothing of its cluster");
            });
  }
}
