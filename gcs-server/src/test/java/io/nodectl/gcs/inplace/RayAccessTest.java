package io.nodectl.gcs.inplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.nodectl.program.CannotStart;
import io.nodectl.program.Surroundings;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.AuthToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RayAccessTest {

  private static final String TOKEN = "a".repeat(64);

  @TempDir Path home;

  @Test
  void nobody_needs_a_token_where_there_is_none() throws Exception {
    assertEquals(Access.open(), access(Map.of()));
  }

  @Test
  void a_token_that_exists_is_demanded() throws Exception {
    Files.createDirectories(home.resolve(".ray"));
    Files.writeString(home.resolve(".ray/auth_token"), TOKEN);
    assertEquals(Access.by(AuthToken.of(TOKEN)), access(Map.of()));
    assertEquals(Access.open(), access(Map.of("RAY_AUTH_MODE", "disabled")));
  }

  @Test
  void a_token_that_is_asked_for_and_missing_is_refused() {
    assertThrows(CannotStart.class, () -> access(Map.of("RAY_AUTH_MODE", "token")));
  }

  private Access access(Map<String, String> environment) throws CannotStart {
    return RayAccess.in(new Surroundings(environment, home), Optional.empty());
  }
}
