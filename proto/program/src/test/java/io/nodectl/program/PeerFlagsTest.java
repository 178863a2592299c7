package io.nodectl.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.rpc.Access;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

class PeerFlagsTest {

  private static final Surroundings OPEN =
      new Surroundings(Map.of("RAY_AUTH_MODE", "disabled"), Path.of("/nowhere"));

  @Test
  void by_hand_the_flags_tell_what_a_parent_would() throws Exception {
    PeerFlags flags = flags("--gcs-address=[::1]:6379", "--runtime-env-agent-address=none");
    var told = new ArrayList<Object>();
    flags.tell(new RememberingListener(told));
    assertEquals(
        List.of(new GcsPeer(new Endpoint("::1", 6379), 1), new AgentPeer(Optional.empty())), told);
    assertEquals(Optional.of(Access.open()), flags.access(Parent.inherited(), OPEN));
  }

  @Test
  void by_hand_both_peers_must_be_named() throws Exception {
    PeerFlags flags = flags("--gcs-address=127.0.0.1:6379");
    CannotStart failure =
        assertThrows(CannotStart.class, () -> flags.access(Parent.inherited(), OPEN));
    assertEquals(ExitCode.USAGE, failure.code());
    assertTrue(failure.getMessage().contains("--runtime-env-agent-address"), failure::getMessage);
  }

  @Test
  void a_parent_will_tell() throws Exception {
    Parent parent = Parent.over(OutputStream.nullOutputStream(), InputStream.nullInputStream());
    assertEquals(Optional.empty(), flags().access(parent, OPEN));
  }

  @Test
  void an_address_that_is_none_is_quoted() {
    for (String flag : List.of("--gcs-address", "--runtime-env-agent-address")) {
      var failure = assertThrows(ParameterException.class, () -> flags(flag + "=there"));
      String text = String.valueOf(failure.getMessage());
      assertTrue(text.contains("\"there\" is not HOST:PORT"), text);
    }
  }

  private static PeerFlags flags(String... args) {
    var flags = new PeerFlags();
    new Usage("small", List.of(), flags.flags()).commandLine().parseArgs(args);
    return flags;
  }
}
