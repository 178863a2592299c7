package io.nodectl.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.AuthToken;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsTest {

  @TempDir private Path home;

  @Test
  void the_token_comes_from_the_environment() throws Exception {
    Surroundings around = around(Map.of("RAY_AUTH_TOKEN", "secret"));
    assertEquals(Access.by(AuthToken.of("secret")), around.access(Optional.empty()));
  }

  @Test
  void a_cluster_may_have_no_token() throws Exception {
    Surroundings around = around(Map.of("RAY_AUTH_MODE", "disabled"));
    assertEquals(Access.open(), around.access(Optional.empty()));
  }

  @Test
  void a_token_that_is_nowhere_must_be_named() {
    assertUsage("--token-file", () -> around(Map.of()).access(Optional.empty()));
  }

  @Test
  void a_token_file_that_is_missing_is_named() {
    Path missing = home.resolve("missing");
    assertUsage(missing.toString(), () -> around(Map.of()).access(Optional.of(missing)));
  }

  @Test
  void encryption_that_is_asked_for_and_not_described_is_wrong_usage() {
    assertUsage("RAY_TLS_", () -> around(Map.of("RAY_USE_TLS", "1")).tls());
  }

  private Surroundings around(Map<String, String> environment) {
    return new Surroundings(environment, home);
  }

  private static void assertUsage(String words, Executable attempt) {
    CannotStart failure = assertThrows(CannotStart.class, attempt);
    assertEquals(ExitCode.USAGE, failure.code());
    assertTrue(failure.getMessage().contains(words), failure::getMessage);
  }
}
