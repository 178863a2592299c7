package io.nodectl.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.rpc.TokenSource.Disabled;
import io.nodectl.rpc.TokenSource.Found;
import io.nodectl.rpc.TokenSource.Missing;
import io.nodectl.rpc.TokenSource.Outcome;
import io.nodectl.rpc.TokenSource.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenSourceTest {

  @TempDir Path home;

  @Test
  void the_file_on_the_command_line_wins_over_everything() throws IOException {
    Path named = file("named", "from-flag");
    file(".ray/auth_token", "from-home");
    Outcome outcome =
        TokenSource.find(Optional.of(named), Map.of("RAY_AUTH_TOKEN", "from-environment"), home);
    assertEquals(new Found(AuthToken.of("from-flag"), Optional.of(named)), outcome);
  }

  @Test
  void the_variable_wins_over_the_path_and_the_path_over_the_home() throws IOException {
    Path named = file("named", "from-path\n");
    file(".ray/auth_token", "from-home");
    String path = named.toString();
    assertEquals(
        new Found(AuthToken.of("from-variable"), Optional.empty()),
        find(Map.of("RAY_AUTH_TOKEN", "from-variable", "RAY_AUTH_TOKEN_PATH", path)));
    assertEquals(
        new Found(AuthToken.of("from-path"), Optional.of(named)),
        find(Map.of("RAY_AUTH_TOKEN", "", "RAY_AUTH_TOKEN_PATH", path)));
  }

  @Test
  void the_home_is_the_last_resort() throws IOException {
    assertEquals(new Missing(), find(Map.of()));
    Path last = file(".ray/auth_token", " from-home \n");
    assertEquals(
        new Found(AuthToken.of("from-home"), Optional.of(last)),
        find(Map.of("RAY_AUTH_MODE", "token")));
  }

  @Test
  void the_mode_disabled_switches_the_search_off() {
    assertEquals(new Disabled(), find(Map.of("RAY_AUTH_MODE", "disabled", "RAY_AUTH_TOKEN", "t")));
  }

  @Test
  void a_named_place_without_a_usable_token_ends_the_search() throws IOException {
    file(".ray/auth_token", "from-home");
    Path empty = file("empty", "\n");
    assertMentions("RAY_AUTH_TOKEN_PATH", find(Map.of("RAY_AUTH_TOKEN_PATH", "/nowhere/token")));
    assertMentions("empty", find(Map.of("RAY_AUTH_TOKEN_PATH", empty.toString())));
    assertMentions(
        "--token-file", TokenSource.find(Optional.of(home.resolve("absent")), Map.of(), home));
    assertMentions("--token-file", TokenSource.find(Optional.of(home), Map.of(), home));
  }

  @Test
  void an_unknown_mode_is_named() {
    assertMentions("\"on\"", find(Map.of("RAY_AUTH_MODE", "on")));
  }

  private Outcome find(Map<String, String> environment) {
    return TokenSource.find(Optional.empty(), environment, home);
  }

  private Path file(String name, String content) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private static void assertMentions(String expected, Outcome outcome) {
    String message = assertInstanceOf(Unusable.class, outcome).message();
    assertTrue(message.contains(expected), message);
  }
}
