package io.nodectl.raylet.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.nodectl.raylet.placement.Placing.Here;
import io.nodectl.raylet.placement.Placing.Nowhere;
import io.nodectl.raylet.placement.Placing.SentAround;
import io.nodectl.raylet.placement.Placing.There;
import io.nodectl.raylet.resources.Amounts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlacingTest {
  private static final NodeOffer HALF = node("a", 4, 2, Map.of("zone", "x"));
  private static final NodeOffer EMPTY = node("b", 8, 8, Map.of("zone", "y"));
  private static final NodeOffer NEARLY_FULL = node("c", 8, 1, Map.of());

  private final Placing placing = new Placing(HALF, List.of(EMPTY, NEARLY_FULL));

  @Test
  void packing_keeps_it_here_as_long_as_it_fits() {
    assertEquals(new Here(), placing.decide(wish(2)));
  }

  @Test
  void packing_fills_the_fullest_of_the_others_first() {
    var full = new Placing(node("a", 4, 0, Map.of()), List.of(EMPTY, NEARLY_FULL));
    assertEquals(new There(NEARLY_FULL), full.decide(wish(1)));
    assertEquals(new There(EMPTY), full.decide(wish(2)));
  }

  @Test
  void spreading_takes_the_one_with_the_most_left() {
    assertEquals(new There(EMPTY), placing.decide(spread(1, 0)));
    assertEquals(new Here(), placing.decide(spread(1, 1)));
  }

  @Test
  void who_fits_nowhere_now_waits_where_he_could() {
    assertEquals(
        new Here(),
        new Placing(node("a", 4, 0, Map.of()), List.of(node("b", 4, 1, Map.of()))).decide(wish(3)));
    assertEquals(
        new There(NEARLY_FULL),
        new Placing(node("a", 4, 0, Map.of()), List.of(NEARLY_FULL)).decide(wish(5)));
  }

  @Test
  void who_fits_nowhere_ever_is_told_so() {
    assertInstanceOf(Nowhere.class, placing.decide(wish(9)));
    assertEquals(
        new Nowhere("CPU: 9 is wanted, and the one node of the cluster has CPU: 4"),
        new Placing(HALF, List.of()).decide(wish(9)));
  }

  @Test
  void labels_choose_among_the_nodes() {
    assertEquals(new There(EMPTY), placing.decide(labelled("zone", "y")));
    assertEquals(new There(EMPTY), placing.decide(labelled("zone", "in(z, y)")));
    assertEquals(new Here(), placing.decide(labelled("zone", "!y")));
    assertEquals(new There(NEARLY_FULL), placing.decide(labelled("zone", "!in(x,y)")));
    assertEquals(
        new Nowhere("no node has the labels zone=q"), placing.decide(labelled("zone", "q")));
  }

  @Test
  void a_node_that_is_named_is_the_one_even_if_it_is_full() {
    assertEquals(new There(NEARLY_FULL), placing.decide(on("c", 8, false)));
    assertEquals(new Here(), placing.decide(on("a", 4, false)));
    assertInstanceOf(Nowhere.class, placing.decide(on("d", 1, false)));
    assertInstanceOf(Nowhere.class, placing.decide(on("a", 5, false)));
  }

  @Test
  void a_node_that_is_only_preferred_is_left_for_another_one() {
    assertEquals(new There(NEARLY_FULL), placing.decide(on("c", 1, true)));
    assertEquals(new Here(), placing.decide(on("c", 2, true)));
    assertEquals(new Here(), placing.decide(on("d", 1, true)));
  }

  @Test
  void nobody_is_sent_around_for_ever() {
    var wish = new PlaceWish(cpus(3), false, new LabelWishes(Map.of()), "", false, 4);
    assertEquals(new Here(), placing.decide(wish));
    var large = new PlaceWish(cpus(5), false, new LabelWishes(Map.of()), "", false, 4);
    assertEquals(new SentAround(), placing.decide(large));
  }

  @Test
  void a_node_that_closes_gets_nothing_new() {
    var closed = new NodeOffer("b", "b:1", cpus(8), cpus(8), Map.of(), true);
    assertInstanceOf(Nowhere.class, new Placing(HALF, List.of(closed)).decide(wish(5)));
  }

  private static PlaceWish wish(int cpus) {
    return new PlaceWish(cpus(cpus), false, new LabelWishes(Map.of()), "", false, 0);
  }

  private static PlaceWish spread(int cpus, int hops) {
    return new PlaceWish(cpus(cpus), true, new LabelWishes(Map.of()), "", false, hops);
  }

  private static PlaceWish labelled(String key, String text) {
    return new PlaceWish(cpus(1), false, new LabelWishes(Map.of(key, text)), "", false, 0);
  }

  private static PlaceWish on(String node, int cpus, boolean soft) {
    return new PlaceWish(cpus(cpus), false, new LabelWishes(Map.of()), node, soft, 0);
  }

  private static NodeOffer node(String id, int total, int free, Map<String, String> labels) {
    return new NodeOffer(id, id + ":1", cpus(total), cpus(free), labels, false);
  }

  private static Amounts cpus(int count) {
    return new Amounts(new TreeMap<>(Map.of("CPU", count * 10_000L)));
  }
}
