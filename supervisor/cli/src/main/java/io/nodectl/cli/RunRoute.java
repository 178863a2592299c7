package io.nodectl.cli;

import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.Spillback;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whom a launch is asked of, one raylet after the other.
///
/// A raylet that nobody can reach has launched nothing. The one that sent us there is asked once
/// more, and told of it: the cluster learns only later that the node is dead.
final class RunRoute {
  private final LaunchRequest request;
  private final List<Raylet> candidates;
  private final Set<String> unreachable = new LinkedHashSet<>();
  private Stop now;
  private Optional<Stop> before = Optional.empty();

  /// One raylet on the way.
  ///
  /// @param hops how often the program was sent on to get there
  private record Stop(Raylet raylet, int hops) {}

  /// @param candidates where to ask first, and next if nobody is there
  RunRoute(LaunchRequest request, List<Raylet> candidates) {
    this.request = request;
    this.candidates = List.copyOf(candidates);
    this.now = new Stop(candidates.getFirst(), 0);
  }

  /// Who is to be asked now.
  Raylet raylet() {
    return now.raylet();
  }

  /// What he is to be asked.
  LaunchRequest request() {
    return request.toBuilder().setHops(now.hops()).addAllUnreachableNodes(unreachable).build();
  }

  /// He sends us on.
  void sentOn(Spillback to) {
    before = Optional.of(now);
    now = new Stop(RunPlan.raylet(to), now.hops() + 1);
  }

  /// He cannot be reached.
  ///
  /// @return whether there is another one to ask
  boolean goesAround() {
    unreachable.add(now.raylet().nodeId());
    Optional<Stop> next =
        before
            .filter(this::isReachable)
            .or(
                () ->
                    candidates.stream()
                        .map(one -> new Stop(one, 0))
                        .filter(this::isReachable)
                        .findFirst());
    before = Optional.empty();
    next.ifPresent(stop -> now = stop);
    return next.isPresent();
  }

  private boolean isReachable(Stop stop) {
    return !unreachable.contains(stop.raylet().nodeId());
  }
}
