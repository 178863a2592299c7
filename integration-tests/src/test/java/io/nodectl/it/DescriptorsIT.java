package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.machine.Proc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// What the processes of a head and a worker hold open, and what they must not show.
class DescriptorsIT {
  private static final int STDERR = 2;
  private static final int REPORT = 3;

  @RegisterExtension static final Sandbox BOX = new Sandbox();

  private static final List<Running> STARTS = new ArrayList<>();
  private static final List<JsonNode> NODES = new ArrayList<>();

  @BeforeAll
  static void start_a_head_and_a_worker() {
    start("start", "--head", "--name", "h", "--format", "json");
    String address = NODES.getFirst().path("address").asString();
    start("start", "--address", address, "--name", "w", "--format", "json");
  }

  private static void start(String... arguments) {
    Running start = BOX.begin(arguments);
    NODES.add(start.await().done().json());
    STARTS.add(start);
  }

  @AfterAll
  static void stop() {
    BOX.stopAll();
  }

  @Test
  void a_component_shares_with_its_supervisor_only_its_own_four_descriptors() {
    for (JsonNode node : NODES) {
      Set<String> supervisors =
          shareable(Processes.descriptors(node.path("supervisor").path("pid").asLong()));
      for (JsonNode component : node.path("components")) {
        SortedMap<Integer, String> all = Processes.descriptors(component.path("pid").asLong());
        Set<String> own = Set.copyOf(all.headMap(REPORT + 1).values());
        all.forEach(
            (number, target) ->
                assertTrue(
                    own.contains(target) || !supervisors.contains(target),
                    () -> component + " has " + number + " -> " + target));
      }
    }
  }

  @Test
  void no_pipe_of_one_component_is_open_in_another() {
    Map<String, String> owners = new HashMap<>();
    for (JsonNode node : NODES) {
      for (JsonNode component : node.path("components")) {
        String name = node.path("name").asString() + "/" + component.path("name").asString();
        for (String target : shareable(Processes.descriptors(component.path("pid").asLong()))) {
          String other = owners.put(target, name);
          assertTrue(other == null, () -> target + " is open in " + other + " and in " + name);
        }
      }
    }
  }

  @Test
  void standard_streams_and_report_of_a_component_are_pipes() {
    for (JsonNode node : NODES) {
      for (JsonNode component : node.path("components")) {
        SortedMap<Integer, String> all = Processes.descriptors(component.path("pid").asLong());
        for (int number = 0; number <= REPORT; number++) {
          String target = all.getOrDefault(number, "nothing");
          assertTrue(target.startsWith("pipe:"), number + " -> " + target + " in " + component);
        }
      }
    }
  }

  @Test
  void no_process_holds_what_the_start_command_was_given() {
    for (Proc process : BOX.processes()) {
      for (String target : Processes.descriptors(process.pid()).values()) {
        for (Running start : STARTS) {
          assertFalse(target.equals(start.stdoutFile().toString()), process::toString);
        }
        assertFalse(target.startsWith(BOX.files().toString()), process + " holds " + target);
      }
    }
  }

  @Test
  void a_component_has_no_file_of_the_node_open_but_its_own() {
    for (JsonNode node : NODES) {
      for (JsonNode component : node.path("components")) {
        Processes.descriptors(component.path("pid").asLong())
            .values()
            .forEach(
                target ->
                    assertFalse(
                        target.startsWith(BOX.root().toString()) && !target.contains("/data/"),
                        component + " holds " + target));
      }
    }
  }

  @Test
  void a_supervisor_has_one_end_of_each_pipe_only() {
    for (JsonNode node : NODES) {
      SortedMap<Integer, String> all =
          Processes.descriptors(node.path("supervisor").path("pid").asLong());
      Map<String, Integer> ends = new HashMap<>();
      all.forEach(
          (number, target) -> {
            if (number > STDERR && target.startsWith("pipe:")) {
              ends.merge(target, 1, Integer::sum);
            }
          });
      Set<String> components = new HashSet<>();
      for (JsonNode component : node.path("components")) {
        components.addAll(shareable(Processes.descriptors(component.path("pid").asLong())));
      }
      ends.forEach(
          (target, count) ->
              assertTrue(count == 1 || !components.contains(target), () -> target + " in " + all));
    }
  }

  @Test
  void every_process_of_a_node_has_its_session_in_its_environment() {
    for (JsonNode node : NODES) {
      String session = "NODECTL_SESSION=" + node.path("session").asString();
      Set<Long> found = new HashSet<>();
      for (Proc process : BOX.processes()) {
        if (List.of(process.environment().split("\0", -1)).contains(session)) {
          found.add(process.pid());
        }
      }
      assertTrue(found.contains(node.path("supervisor").path("pid").asLong()), node::toString);
      for (JsonNode component : node.path("components")) {
        assertTrue(found.contains(component.path("pid").asLong()), component::toString);
      }
      assertEquals(node.path("components").size() + 2, found.size());
    }
  }

  @Test
  void the_token_is_in_no_command_line_environment_or_file_but_its_own() throws IOException {
    Path tokenFile = Path.of(NODES.getFirst().path("auth").path("token_path").asString());
    String token = Files.readString(tokenFile).strip();
    assertTrue(token.length() >= 32);
    for (Proc process : BOX.processes()) {
      assertFalse(process.environment().contains(token), process::toString);
      assertFalse(String.join(" ", process.arguments()).contains(token), process::toString);
    }
    try (Stream<Path> files = Files.walk(BOX.root())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        boolean says =
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(token);
        assertEquals(file.equals(tokenFile), says, file::toString);
      }
    }
    for (Running start : STARTS) {
      assertFalse((start.stdoutSoFar() + start.stderrSoFar()).contains(token));
    }
  }

  /// Descriptors that two processes can have in common without a word to each other: all but
  /// devices and files that a JVM opens for itself.
  private static Set<String> shareable(SortedMap<Integer, String> descriptors) {
    Set<String> targets = new HashSet<>();
    for (String target : descriptors.values()) {
      if (target.startsWith("pipe:") || target.startsWith("socket:")) {
        targets.add(target);
      }
    }
    return targets;
  }
}
