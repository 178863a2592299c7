package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.messages.raylet.FailureCode;
import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.Placement;
import io.nodectl.messages.raylet.Program;
import io.nodectl.messages.raylet.RestartPolicy;
import io.nodectl.messages.raylet.Strategy;
import io.nodectl.messages.raylet.WorkerInfo;
import io.nodectl.messages.raylet.WorkerState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Programs on a head with two processors and two GPUs, and on a worker with four processors.
class WorkersIT {
  @RegisterExtension static final Sandbox BOX = new Sandbox();

  private static final long ONE = 10_000;

  private static JsonNode head = JsonMapper.shared().nullNode();
  private static JsonNode worker = JsonMapper.shared().nullNode();

  @BeforeAll
  static void start_a_head_and_a_worker() {
    head =
        BOX.json("start", "--head", "--num-cpus", "2", "--num-gpus", "2", "--labels", "zone=a")
            .done()
            .json();
    String address = head.path("address").asString();
    worker =
        BOX.json(
                "start",
                "--address=" + address,
                "--name",
                "w1",
                "--num-cpus",
                "4",
                "--labels",
                "zone=b")
            .done()
            .json();
  }

  @AfterEach
  void stop_all_programs() {
    for (JsonNode node : List.of(head, worker)) {
      try (RayletLink raylet = RayletLink.of(head, now(node))) {
        raylet.list().stream()
            .filter(info -> info.getEndedMs() == 0)
            .forEach(info -> raylet.stop(info.getWorkerId()));
      }
    }
  }

  @AfterAll
  static void stop() {
    BOX.stopAll();
  }

  @Test
  void a_program_goes_to_the_node_that_has_room_for_it() {
    try (RayletLink asked = RayletLink.of(head, head)) {
      LaunchReply reply = asked.launch(sleeping().putResources("CPU", 3 * ONE));
      assertEquals(worker.path("node_id").asString(), reply.getSpillback().getNodeId());
      try (RayletLink other = RayletLink.at(head, reply.getSpillback().getAddress())) {
        WorkerInfo there =
            other.launch(sleeping().putResources("CPU", 3 * ONE).setHops(1)).getStarted();
        assertEquals(worker.path("node_id").asString(), there.getNodeId());
        other.awaitState(there.getWorkerId(), WorkerState.READY);
      }
      assertEquals(
          FailureCode.INFEASIBLE,
          asked.launch(sleeping().putResources("CPU", 5 * ONE)).getRefused().getCode());
      assertTrue(asked.launch(on("zone", "b")).hasSpillback());
      assertTrue(asked.launch(on("zone", "!b")).hasStarted());
      assertEquals(FailureCode.INFEASIBLE, asked.launch(on("zone", "c")).getRefused().getCode());
    }
  }

  @Test
  void devices_are_given_by_their_ids() {
    try (RayletLink raylet = RayletLink.of(head, head)) {
      WorkerInfo one = raylet.launch(sleeping().putResources("GPU", ONE)).getStarted();
      WorkerInfo other = raylet.launch(sleeping().putResources("GPU", ONE / 2)).getStarted();
      assertEquals(List.of("0"), one.getDevices(0).getIdsList());
      assertEquals(List.of("1"), other.getDevices(0).getIdsList());
      WorkerInfo third =
          raylet.launch(sleeping().putResources("GPU", ONE)).getWaiting().getWorker();
      assertEquals(WorkerState.PENDING, third.getState());
      raylet.stop(other.getWorkerId());
      raylet.awaitState(third.getWorkerId(), WorkerState.READY);
    }
  }

  @Test
  void what_is_given_away_is_seen_in_the_whole_cluster() {
    try (RayletLink raylet = RayletLink.of(head, head)) {
      assertTrue(raylet.launch(sleeping().putResources("CPU", 15_000)).hasStarted());
      Eventually.eventually(
          () -> freeCpus(head).equals(Optional.of(0.5)), () -> "free: " + freeCpus(head));
    }
    stop_all_programs();
    Eventually.eventually(
        () -> freeCpus(head).equals(Optional.of(2.0)), () -> "free: " + freeCpus(head));
  }

  @Test
  void who_waits_is_sent_on_when_another_node_has_room() {
    try (RayletLink here = RayletLink.of(head, head);
        RayletLink there = RayletLink.of(head, now(worker))) {
      String full =
          there.launch(sleeping().putResources("CPU", 4 * ONE)).getStarted().getWorkerId();
      assertTrue(here.launch(sleeping().putResources("CPU", 2 * ONE)).hasStarted());
      Eventually.eventually(
          () -> freeCpus(worker).equals(Optional.of(0.0)), () -> "free: " + freeCpus(worker));
      LaunchReply waiting = here.launch(sleeping().putResources("CPU", 2 * ONE));
      String id = waiting.getWaiting().getWorker().getWorkerId();
      assertFalse(waiting.getWaiting().getInfeasible(), waiting::toString);
      there.stop(full);
      there.awaitState(id, WorkerState.READY);
      Eventually.eventually(() -> here.find(id).isEmpty(), () -> "it is listed twice");
    }
  }

  @Test
  void spreading_takes_the_emptier_node() {
    try (RayletLink raylet = RayletLink.of(head, head)) {
      assertTrue(raylet.launch(sleeping().putResources("CPU", ONE)).hasStarted());
      LaunchRequest.Builder spread =
          sleeping()
              .putResources("CPU", ONE)
              .setPlacement(Placement.newBuilder().setStrategy(Strategy.SPREAD));
      assertTrue(raylet.launch(spread).hasSpillback());
    }
  }

  @Test
  void a_dead_raylet_takes_its_programs_along_and_the_next_one_launches_again_what_should_be() {
    WorkerInfo comesBack;
    WorkerInfo lost;
    try (RayletLink raylet = RayletLink.of(head, now(worker))) {
      comesBack =
          raylet
              .launch(sleeping().setRestart(RestartPolicy.newBuilder().setMaxRestarts(3)))
              .getStarted();
      lost = raylet.launch(sleeping()).getStarted();
      comesBack = raylet.awaitState(comesBack.getWorkerId(), WorkerState.READY);
      lost = raylet.awaitState(lost.getWorkerId(), WorkerState.READY);
    }
    long raylet = Json.pid(now(worker), "raylet");
    Signals.send("KILL", raylet);
    long first = comesBack.getPid();
    long second = lost.getPid();
    Eventually.eventually(
        () -> !Processes.isAlive(first) && !Processes.isAlive(second),
        () -> "programs of a dead raylet live on");
    Eventually.eventually(
        () ->
            Json.pid(now(worker), "raylet") != raylet
                && Json.component(now(worker), "raylet").path("state").asString().equals("ready"),
        () -> "the raylet is not back: " + now(worker));
    try (RayletLink next = RayletLink.of(head, now(worker))) {
      WorkerInfo again = next.awaitState(comesBack.getWorkerId(), WorkerState.READY);
      assertEquals(2, again.getIncarnation());
      WorkerInfo past = next.awaitState(lost.getWorkerId(), WorkerState.EXITED);
      assertEquals(FailureCode.RAYLET_DIED, past.getExit().getFailure().getCode());
      assertEquals("raylet died", past.getReason());
    }
  }

  /// The processors of a node that are free, as `nodectl resources` shows it.
  private static Optional<Double> freeCpus(JsonNode node) {
    for (JsonNode row : BOX.json("resources").done().json().path("nodes")) {
      if (row.path("node_id").equals(node.path("node_id"))) {
        return Optional.of(row.path("available").path("CPU").asDouble(0));
      }
    }
    return Optional.empty();
  }

  /// Its status object as it is now.
  private static JsonNode now(JsonNode node) {
    return BOX.status(node.path("head").asBoolean() ? "head" : "w1");
  }

  private static LaunchRequest.Builder sleeping() {
    return LaunchRequest.newBuilder()
        .setProgram(Program.newBuilder().addAllArgv(List.of("sleep", "300")));
  }

  private static LaunchRequest.Builder on(String label, String wish) {
    return sleeping().setPlacement(Placement.newBuilder().putLabels(label, wish));
  }
}
