package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Many programs at once where there are 40 ports to choose from, on each of four addresses, and
/// a neighbour that takes what is free all the time.
class RunCrowdIT {
  private static final int FIRST_PORT = 30_000;
  private static final int LAST_PORT = 30_039;
  private static final int PROGRAMS = 64;

  /// 16 programs and 4 ports of the neighbour share the 40 of each.
  private static final List<String> ADDRESSES =
      List.of("127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5");

  @RegisterExtension final Sandbox box = new Sandbox();

  private Namespace network;
  private JsonNode head = JsonMapper.shared().nullNode();
  private final List<AutoCloseable> surroundings = new ArrayList<>();

  @BeforeEach
  void make_a_narrow_network_with_a_neighbour() {
    network = Namespace.network(FIRST_PORT, LAST_PORT);
    surroundings.add(network);
    // The node's own ports are chosen before, outside of what is fought for.
    head = begin("start", "--head", "--num-cpus", "64", "--format", "json").await().done().json();
    Running neighbour =
        box.begin(
            network.command(RestlessNeighbour.command(FIRST_PORT, LAST_PORT, ADDRESSES)), Map.of());
    surroundings.add(neighbour::kill);
    Eventually.eventually(
        () -> Listeners.portsOf(neighbour.pid()).size() > 1, () -> "it has not taken a port");
  }

  @AfterEach
  void leave_it() throws Exception {
    begin("stop", "--all").await();
    for (AutoCloseable each : surroundings.reversed()) {
      each.close();
    }
  }

  private Running begin(String... arguments) {
    return box.begin(network.prefix(), Map.of(), List.of(arguments));
  }

  @Test
  void each_of_64_programs_gets_a_port_of_its_own_and_keeps_it() {
    box.begin(network.command(CrowdDriver.command(head, PROGRAMS, ADDRESSES)), Map.of())
        .await()
        .done();
    JsonNode workers = begin("workers", "--format", "json").await().done().json().path("workers");
    assertEquals(
        PROGRAMS,
        workers
            .valueStream()
            .filter(worker -> worker.path("state").asString().equals("READY"))
            .map(worker -> worker.path("ports").path("main").asString())
            .distinct()
            .count(),
        workers::toString);
  }
}
