package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/// Many nodes side by side in a network with few ports to choose from, and a thief that takes them
/// at random all the time.
@Isolated
class CrowdIT {
  private static final int FIRST_PORT = 20_000;

  /// 800 ports, of which 200 are wanted and 200 are with the thief.
  private static final int LAST_PORT = 20_799;

  private static final int NODES = 50;
  private static final int HEADS = 5;

  /// So many start at once as two cores can bear.
  private static final int STARTS_AT_ONCE = 4;

  @RegisterExtension final Sandbox box = new Sandbox();

  private List<String> inside = List.of();
  private final List<AutoCloseable> surroundings = new ArrayList<>();

  @BeforeEach
  void make_a_narrow_network_with_a_thief() {
    Namespace network = Namespace.network(FIRST_PORT, LAST_PORT);
    Running thief = box.begin(network.command(PortThief.command(FIRST_PORT, LAST_PORT)), Map.of());
    surroundings.add(network);
    surroundings.add(thief::kill);
    inside = network.prefix();
    Eventually.eventually(
        () -> !Listeners.portsOf(thief.pid()).isEmpty(), () -> "the thief has stolen nothing");
  }

  @AfterEach
  void leave_it() throws Exception {
    for (AutoCloseable each : surroundings.reversed()) {
      each.close();
    }
  }

  @Test
  void five_heads_start_and_none_gets_another_s_port() throws Exception {
    List<JsonNode> heads =
        startAll(HEADS, name -> List.of("start", "--head", "--name", name, "--format", "json"));
    assertPortsAreHeld(heads, HEADS * 6);
    run(List.of("stop", "--all")).done();
  }

  @Test
  void fifty_nodes_start_and_none_gets_another_s_port() throws Exception {
    Path plan = box.plan(Component.child("store", "bind", "a,b,c,d", "report", "ready", "wait"));
    List<JsonNode> nodes = startAll(NODES, name -> List.of(Sandbox.startOf(plan, name)));
    assertPortsAreHeld(nodes, NODES * 4);
    run(List.of("stop", "--all")).done();
  }

  private interface Wish {
    List<String> argumentsFor(String name);
  }

  private List<JsonNode> startAll(int count, Wish wish) throws Exception {
    List<Callable<Outcome>> starts =
        IntStream.range(0, count)
            .<Callable<Outcome>>mapToObj(i -> () -> run(wish.argumentsFor("n" + i)))
            .toList();
    List<JsonNode> nodes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(STARTS_AT_ONCE)) {
      for (Future<Outcome> start : threads.invokeAll(starts)) {
        nodes.add(start.get().done().json());
      }
    }
    return nodes;
  }

  private Outcome run(List<String> arguments) {
    return box.begin(inside, Map.of(), arguments).await();
  }

  private static void assertPortsAreHeld(List<JsonNode> nodes, int expected) {
    Set<Integer> all = new HashSet<>();
    for (JsonNode node : nodes) {
      for (JsonNode component : node.path("components")) {
        Set<Integer> held = Listeners.portsOf(component.path("pid").asLong());
        for (JsonNode port : component.path("ports")) {
          assertTrue(held.contains(port.asInt()), () -> port + " of " + node);
          all.add(port.asInt());
        }
      }
    }
    assertEquals(expected, all.size());
  }
}
