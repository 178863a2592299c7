package io.nodectl.raylet.placement;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Decides on which node a worker is to run.
///
/// @param here the node that was asked
/// @param others the other living nodes that run workers
public record Placing(NodeOffer here, List<NodeOffer> others) {

  public Placing {
    others = List.copyOf(others);
  }

  /// What is decided.
  public sealed interface Place {}

  /// It runs here, now or when there is room.
  public record Here() implements Place {}

  /// Another node is asked.
  public record There(NodeOffer node) implements Place {}

  /// No node could ever run it.
  ///
  /// @param why for a person
  public record Nowhere(String why) implements Place {}

  /// It was sent on too often, and this node could never run it.
  public record SentAround() implements Place {}

  /// Who was sent here stays if he can be run here at all; who must not be sent on any more has no
  /// other choice.
  public Place decide(PlaceWish wish) {
    List<NodeOffer> able =
        Stream.concat(Stream.of(here), others.stream())
            .filter(node -> wish.suits(node) && node.couldEver(wish.demand()))
            .toList();
    if (able.isEmpty()) {
      return new Nowhere(why(wish));
    }
    Optional<NodeOffer> wished =
        able.stream().filter(node -> node.id().equals(wish.node())).findFirst();
    boolean canHere = able.contains(here);
    if (wish.hops() >= PlaceWish.MOST_HOPS) {
      return canHere ? new Here() : new SentAround();
    }
    if (wished.isPresent() && (!wish.nodeIsSoft() || wished.get().canNow(wish.demand()))) {
      return at(wished.get());
    }
    List<NodeOffer> free = able.stream().filter(node -> node.canNow(wish.demand())).toList();
    boolean keeps = !wish.spread() || wish.hops() > 0;
    if (keeps && free.contains(here)) {
      return new Here();
    }
    return free.isEmpty() ? patiently(able, canHere) : at(best(free, wish));
  }

  /// Nobody has room: it waits here if it can, else where most is left.
  private Place patiently(List<NodeOffer> able, boolean canHere) {
    return canHere
        ? new Here()
        : at(able.stream().min(Comparator.comparingDouble(NodeOffer::fullness)).orElseThrow());
  }

  private NodeOffer best(List<NodeOffer> free, PlaceWish wish) {
    Comparator<NodeOffer> byFullness = Comparator.comparingDouble(NodeOffer::fullness);
    Comparator<NodeOffer> order =
        (wish.spread() ? byFullness : byFullness.reversed()).thenComparing(NodeOffer::id);
    return free.stream().min(order).orElseThrow();
  }

  private Place at(NodeOffer node) {
    return node.equals(here) ? new Here() : new There(node);
  }

  private String why(PlaceWish wish) {
    List<NodeOffer> all = Stream.concat(Stream.of(here), others.stream()).toList();
    if (!wish.node().isEmpty() && !wish.nodeIsSoft()) {
      Optional<NodeOffer> named =
          all.stream().filter(node -> node.id().equals(wish.node())).findFirst();
      if (named.isEmpty()) {
        return "no living node of the cluster that runs programs has the id " + wish.node();
      }
    }
    if (all.stream().noneMatch(node -> wish.labels().fit(node.labels()))) {
      return "no node has the labels " + wish.labels();
    }
    String wanted = wish.demand() + " is wanted";
    if (all.size() == 1) {
      return wanted + ", and the one node of the cluster has " + here.total();
    }
    return wanted
        + ", and none of the "
        + all.size()
        + " nodes that run programs, and suit it otherwise, has so much";
  }
}
