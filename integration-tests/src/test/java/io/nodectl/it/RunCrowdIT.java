package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Many programs at once where there are 40 ports to choose from, on each of four addresses, and
/// a neighbour that takes what is free all the time.
class RunCrowdIT {
  private static final int FIRST_PORT = 30_000;
  private static final int LAST_PORT = 30_039;
  private static final int PROGRAMS = 64;

  /// 16 programs and 4 ports of the neighbour share the 40 of each.
  private static final List<String> ADDRESSES =
      List.of("127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5");

  /// So many commands at once as two cores can bear.
  private static final int AT_ONCE = 4;

  @RegisterExtension final Sandbox box = new Sandbox();

  private List<String> inside = List.of();
  private final List<AutoCloseable> surroundings = new ArrayList<>();

  @BeforeEach
  void make_a_narrow_network_with_a_neighbour() {
    Namespace network = Namespace.network(FIRST_PORT, LAST_PORT);
    surroundings.add(network);
    inside = network.prefix();
    // The node's own ports are chosen before, outside of what is fought for.
    begin("start", "--head", "--num-cpus", "64").await().done();
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
    return box.begin(inside, Map.of(), List.of(arguments));
  }

  @Test
  void each_of_64_programs_gets_a_port_of_its_own_and_keeps_it() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<Outcome>> launches =
          IntStream.range(0, PROGRAMS)
              .mapToObj(i -> (Callable<Outcome>) () -> launch(ADDRESSES.get(i % 4)))
              .toList();
      for (Future<Outcome> launch : threads.invokeAll(launches)) {
        Outcome outcome = launch.get();
        assertEquals(0, outcome.code(), outcome::toString);
      }
    }
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

  private Outcome launch(String address) {
    return begin(
            "run",
            "--detach",
            "--format",
            "json",
            "--port-mode",
            "reserve=" + address,
            "--",
            "python3",
            "-Sc",
            "import socket,time; s=socket.create_server(('%s',{port})); time.sleep(1000)"
                .formatted(address))
        .await();
  }
}
