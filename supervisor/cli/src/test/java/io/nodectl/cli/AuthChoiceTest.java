package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.node.Auth;
import io.nodectl.node.Problem;
import io.nodectl.node.ProblemException;
import io.nodectl.node.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class AuthChoiceTest {
  private static final Role HEAD = new Role.Head();
  private static final Role WORKER = new Role.Worker(new Endpoint("127.0.0.1", 4001));

  @TempDir Path folder = Path.of("");
  private Cli cli = new Cli(folder);

  @BeforeEach
  void in_a_folder_of_its_own() {
    cli = new Cli(folder);
  }

  private Path file(String name, String token) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, token + "\n");
  }

  private Auth choose(Role role, Optional<Path> tokenFile)
      throws ProblemException, InterruptedException {
    return new AuthChoice(cli.outside()).choose(role, tokenFile);
  }

  private ObjectNode localHead(String mode, Optional<Path> tokenFile) {
    ObjectNode status = FakeNode.status("head");
    status
        .withObject("auth")
        .put("mode", mode)
        .put("token_path", tokenFile.map(Path::toString).orElse(null));
    return status;
  }

  @Test
  void the_flag_comes_before_the_variables_and_those_before_the_home_folder() throws Exception {
    Path home = file("home/.ray/auth_token", "home");
    assertEquals(new Auth.Token("home", Optional.of(home)), choose(HEAD, Optional.empty()));
    Path named = file("named", "path");
    cli.with("RAY_AUTH_TOKEN_PATH", named.toString());
    assertEquals(new Auth.Token("path", Optional.of(named)), choose(HEAD, Optional.empty()));
    cli.with("RAY_AUTH_TOKEN", "variable");
    assertEquals(new Auth.Token("variable", Optional.empty()), choose(HEAD, Optional.empty()));
    Path flag = file("flag", "flag");
    assertEquals(new Auth.Token("flag", Optional.of(flag)), choose(HEAD, Optional.of(flag)));
  }

  @Test
  void a_head_without_a_token_makes_one_and_a_worker_cannot() throws Exception {
    assertEquals(new Auth.OwnToken(), choose(HEAD, Optional.empty()));
    Problem problem =
        assertThrows(ProblemException.class, () -> choose(WORKER, Optional.empty())).problem();
    assertEquals(ExitCode.USAGE, problem.code());
    assertTrue(problem.message().contains("127.0.0.1:4001"), problem.message());
    assertTrue(problem.message().contains("--token-file"), problem.message());
  }

  @Test
  void authentication_can_be_switched_off() throws Exception {
    cli.with("RAY_AUTH_MODE", "disabled");
    assertEquals(new Auth.Disabled(), choose(HEAD, Optional.empty()));
    assertEquals(new Auth.Disabled(), choose(WORKER, Optional.empty()));
  }

  @Test
  void a_worker_of_a_head_of_this_root_does_as_that_head_does() throws Exception {
    cli.with("RAY_AUTH_TOKEN", "of another cluster");
    Path heads = file("root/head/token", "heads");
    try (FakeNode _ =
        FakeNode.running(folder.resolve("root"), localHead("token", Optional.of(heads)))) {
      assertEquals(new Auth.Token("heads", Optional.of(heads)), choose(WORKER, Optional.empty()));
      Path flag = file("flag", "flag");
      assertEquals(new Auth.Token("flag", Optional.of(flag)), choose(WORKER, Optional.of(flag)));
    }
    try (FakeNode _ =
        FakeNode.running(folder.resolve("root"), localHead("disabled", Optional.empty()))) {
      assertEquals(new Auth.Disabled(), choose(WORKER, Optional.empty()));
    }
  }

  @Test
  void a_head_elsewhere_is_not_taken_for_one_of_this_root() {
    try (FakeNode _ =
        FakeNode.running(folder.resolve("root"), localHead("disabled", Optional.empty()))) {
      Role other = new Role.Worker(new Endpoint("127.0.0.1", 4002));
      assertThrows(ProblemException.class, () -> choose(other, Optional.empty()));
    }
  }

  @Test
  void a_token_file_that_is_not_there_is_wrong_usage() {
    Problem problem =
        assertThrows(
                ProblemException.class, () -> choose(HEAD, Optional.of(Path.of("/no/such/token"))))
            .problem();
    assertEquals(ExitCode.USAGE, problem.code());
    assertTrue(problem.message().contains("/no/such/token"), problem.message());
  }
}
