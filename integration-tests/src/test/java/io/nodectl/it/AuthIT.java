package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import io.nodectl.machine.Proc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Where a head's token comes from, and where it must not go.
class AuthIT {
  private static final String SECRET = "5ec2e7".repeat(8);

  @RegisterExtension final Sandbox box = new Sandbox();

  @AfterEach
  void stop() {
    box.stopWhatRuns();
  }

  @Test
  void a_head_without_a_token_says_so_and_lets_everybody_in() {
    Outcome start = startHead(Map.of("RAY_AUTH_MODE", "disabled"));
    JsonNode head = start.json();
    assertEquals("disabled", head.path("auth").path("mode").asString());
    assertTrue(head.path("auth").path("token_path").isNull(), head::toString);
    assertTrue(start.stderr().contains("RAY_AUTH_MODE"), "a warning: " + start);
    assertEquals(
        1, box.json("nodes", "--address", head.path("address").asString()).done().json().size());
  }

  @Test
  void a_token_from_the_environment_is_used_and_handed_to_nobody_in_an_environment() {
    JsonNode head = startHead(Map.of("RAY_AUTH_TOKEN", SECRET)).json();
    for (Proc process : box.processes()) {
      assertFalse(process.environment().contains(SECRET), process::toString);
    }
    String address = head.path("address").asString();
    List<String> nodes = List.of("nodes", "--address", address, "--format", "json");
    box.begin(List.of(), Map.of("RAY_AUTH_TOKEN", SECRET), nodes).await().done();
    box.json("nodes", "--address", address).expect(ExitCode.REFUSED);
  }

  @Test
  void a_token_file_that_is_named_is_used() throws IOException {
    Path file = Files.writeString(box.file("token"), SECRET + "\n");
    JsonNode head = box.json("start", "--head", "--token-file", file.toString()).done().json();
    assertEquals(file.toString(), head.path("auth").path("token_path").asString());
    box.json("nodes", "--address", head.path("address").asString(), "--token-file", file.toString())
        .done();
  }

  @Test
  void a_token_file_that_is_not_there_is_told_by_its_name() {
    Outcome start = box.json("start", "--head", "--token-file", "/no/such/token");
    assertTrue(start.code() != 0, start::toString);
    assertTrue(
        start.error().path("message").asString().contains("/no/such/token"), start::toString);
  }

  @Test
  void a_start_tells_people_what_the_tools_of_ray_need() {
    Outcome start = box.nodectl("start", "--head").done();
    assertTrue(start.stdout().contains("export RAY_AUTH_MODE=token"), start::toString);
    assertTrue(
        start.stdout().contains("export RAY_AUTH_TOKEN_PATH=" + box.root().resolve("head/token")),
        start::toString);
    assertFalse(Files.exists(box.file(".ray")), "nothing is written to ~/.ray");
  }

  private Outcome startHead(Map<String, String> environment) {
    return box.begin(List.of(), environment, List.of("start", "--head", "--format", "json"))
        .await()
        .done();
  }
}
