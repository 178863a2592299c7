package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.node.Problem;
import io.nodectl.node.ProblemException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterRayletsTest {
  private static final Raylet FIRST = raylet("ab01", "east");
  private static final Raylet SECOND = raylet("ab02", "west");
  private static final Raylet THIRD = raylet("cd03", "west");
  private static final Raylet FOURTH = raylet("ef04", "ab");

  private static final ClusterRaylets ALL =
      new ClusterRaylets(List.of(FIRST, SECOND, THIRD, FOURTH));

  @Test
  void a_node_is_meant_by_its_id_or_the_beginning_of_it_or_its_name() throws ProblemException {
    assertEquals(SECOND, ALL.named(SECOND.nodeId()));
    assertEquals(THIRD, ALL.named("CD03CD03"));
    assertEquals(FIRST, ALL.named("east"));
  }

  @Test
  void a_name_counts_more_than_the_beginning_of_an_id() throws ProblemException {
    assertEquals(FOURTH, ALL.named("ab"));
  }

  @Test
  void what_may_be_several_names_just_those() {
    Problem name = refusal("west");
    assertEquals(ExitCode.USAGE, name.code());
    assertTrue(name.message().contains("2 nodes: ab02ab02 (west, at 127.0.0.1:1), cd03cd03"));
    assertEquals(ExitCode.USAGE, refusal("ab0").code());
  }

  @Test
  void what_is_none_names_all_that_there_are() {
    Problem unknown = refusal("north");
    assertEquals(ExitCode.NOTHING_THERE, unknown.code());
    String message = unknown.message();
    assertTrue(message.contains("ab01ab01 (east") && message.contains("ef04ef04 (ab"), message);
    assertEquals(ExitCode.NOTHING_THERE, refusal("").code());
  }

  private static Problem refusal(String text) {
    return assertThrows(ProblemException.class, () -> ALL.named(text)).problem();
  }

  private static Raylet raylet(String id, String name) {
    return new Raylet(id.repeat(14), new Endpoint("127.0.0.1", 1), name, false, Optional.empty());
  }
}
