package io.nodectl.raylet.workers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.Program;
import io.nodectl.raylet.resources.Amounts;
import io.nodectl.raylet.resources.Grant;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What programs see of the devices of their node.
class ProgramEnvironmentTest {
  private static final String CUDA = "CUDA_VISIBLE_DEVICES";
  private static final Template NO_WORDS = new Template(Map.of());

  @ParameterizedTest
  @ValueSource(strings = {"2,3", "", "GPU-8932f937"})
  void who_was_granted_none_sees_what_the_node_sees(String visible) {
    assertEquals(visible, wished(Map.of(CUDA, visible)).get(CUDA));
    assertFalse(ours(Grant.NONE, Map.of(CUDA, visible)).containsKey(CUDA));
  }

  @Test
  void what_is_unset_stays_unset() {
    assertFalse(wished(Map.of("PATH", "/bin")).containsKey(CUDA));
    assertFalse(ours(Grant.NONE, Map.of("PATH", "/bin")).containsKey(CUDA));
  }

  @Test
  void who_was_granted_some_sees_those_by_their_ids() {
    var grant = new Grant(Amounts.NONE, Map.of("GPU", List.of("3")));
    assertEquals("3", ours(grant, Map.of(CUDA, "2,3")).get(CUDA));
    assertEquals("3", ours(grant, Map.of()).get(CUDA));
  }

  private static Map<String, String> wished(Map<String, String> ofNode) {
    return ProgramEnvironment.wished(Program.getDefaultInstance(), NO_WORDS, around(ofNode));
  }

  private static Map<String, String> ours(Grant grant, Map<String, String> ofNode) {
    try {
      LaunchRequest request =
          LaunchRequest.newBuilder().setProgram(Program.newBuilder().addArgv("x")).build();
      var launching =
          new Launching(
              WorkerId.random(), 1, TermsReader.read(request, false), grant, "", new OutputFan());
      return ProgramEnvironment.ours(launching, around(ofNode), Path.of("/credential"));
    } catch (BadRequest e) {
      throw new AssertionError(e);
    }
  }

  private static Surrounding around(Map<String, String> ofNode) {
    return new Surrounding(ofNode, Path.of("/session"), "ab".repeat(28), "127.0.0.1:1");
  }
}
