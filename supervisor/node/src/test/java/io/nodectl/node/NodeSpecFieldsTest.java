package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.nodectl.handshake.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeSpecFieldsTest {
  private static final NodeSpec WORKER =
      new NodeSpec(
          new NodeName("w1"),
          new Role.Worker(new Endpoint("::1", 6379)),
          new NodeSpec.Identity("127.0.0.1", "a label", Map.of("num-cpus", "2")),
          Map.of("node-manager-port", 7000),
          Duration.ofSeconds(5),
          new Auth.Token("secret", Optional.of(Path.of("/t"))),
          Optional.of(Path.of("/plan.json")));

  @Test
  void what_was_written_is_read_again() {
    assertEquals(WORKER, NodeSpecFields.read(NodeSpecFields.write(WORKER)));
  }

  @Test
  void a_head_with_a_token_of_its_own_is_read_again() {
    NodeSpec head =
        new NodeSpec(
            new NodeName("head"),
            new Role.Head(true, Map.of("ray-python", "3.11.7")),
            new NodeSpec.Identity("127.0.0.1", ""),
            Map.of(),
            Duration.ofSeconds(60),
            new Auth.OwnToken(),
            Optional.empty());

    assertEquals(head, NodeSpecFields.read(NodeSpecFields.write(head)));
  }

  @Test
  void a_head_whose_state_is_kept_elsewhere_is_read_again_and_does_not_show_its_secrets() {
    NodeSpec head = keeping(new Keeping.Elsewhere(Map.of("a.b", "hidden")));

    assertEquals(head, NodeSpecFields.read(NodeSpecFields.write(head)));
    assertFalse(head.toString().contains("hidden"));
    assertEquals(Map.of("a.b", "hidden"), head.secretsOf("gcs-server"));
    assertEquals(Map.of(), head.secretsOf("raylet"));
  }

  @Test
  void a_head_that_keeps_nothing_is_read_again() {
    NodeSpec head = keeping(new Keeping.InMemory());

    assertEquals(head, NodeSpecFields.read(NodeSpecFields.write(head)));
  }

  private static NodeSpec keeping(Keeping keeping) {
    return new NodeSpec(
        new NodeName("head"),
        new Role.Head(false, Map.of("at", "x"), keeping),
        new NodeSpec.Identity("127.0.0.1", ""),
        Map.of(),
        Duration.ofSeconds(60),
        new Auth.OwnToken(),
        Optional.empty());
  }

  @Test
  void a_missing_field_is_refused() {
    assertThrows(InvalidInput.class, () -> NodeSpecFields.read(Map.of("name", "x")));
  }

  @Test
  void the_secret_does_not_show_when_a_description_is_printed() {
    assertFalse(WORKER.toString().contains("secret"));
  }
}
