package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.Status;
import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.node.Problem;
import io.nodectl.node.ProblemException;
import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.ChannelOptions.Retries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.node.ObjectNode;

class ClusterChoiceTest {
  @TempDir Path folder = Path.of("");
  private Cli cli = new Cli(folder);

  @BeforeEach
  void in_a_folder_of_its_own() {
    cli = new Cli(folder);
  }

  private Path root() {
    return folder.resolve("root");
  }

  private ObjectNode head(String name, String address) throws IOException {
    ObjectNode status = FakeNode.status(name).put("address", address);
    Path token = root().resolve(name + ".token");
    Files.createDirectories(root());
    Files.writeString(token, "secret-of-" + name);
    status.withObject("auth").put("token_path", token.toString());
    return status;
  }

  private ClusterChoice.Cluster choose(String... args)
      throws ProblemException, InterruptedException {
    ClusterOptions options = new ClusterOptions();
    CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();
    options.addTo(spec);
    new CommandLine(spec).parseArgs(args);
    return new ClusterChoice(cli.outside()).choose(options);
  }

  /// Of a head on this host.
  private static ClusterChoice.Cluster own(String address, String token) {
    return cluster(address, token, Retries.UNTIL_DEADLINE);
  }

  /// Of a head elsewhere.
  private static ClusterChoice.Cluster cluster(String address, String token) {
    return cluster(address, token, Retries.NONE);
  }

  private static ClusterChoice.Cluster cluster(String address, String token, Retries retries) {
    return new ClusterChoice.Cluster(
        Endpoint.parse(address), Optional.of(token).map(AuthToken::of), retries);
  }

  @Test
  void the_only_running_head_is_asked_with_its_own_token() throws Exception {
    cli.with("RAY_AUTH_TOKEN", "of-another-cluster");
    try (FakeNode _ = FakeNode.running(root(), head("h", "127.0.0.1:1"));
        FakeNode _ = FakeNode.running(root(), head("w", "127.0.0.1:2").put("head", false))) {
      assertEquals(own("127.0.0.1:1", "secret-of-h"), choose());
      assertEquals(cluster("127.0.0.1:2", "secret-of-w"), choose("--name", "w"));
    }
  }

  @Test
  void without_a_head_the_one_that_the_only_node_joined_is_asked() throws Exception {
    try (FakeNode _ = FakeNode.running(root(), head("w", "10.0.0.5:6379").put("head", false))) {
      assertEquals(cluster("10.0.0.5:6379", "secret-of-w"), choose("--address", "auto"));
    }
  }

  @Test
  void several_heads_are_listed() throws Exception {
    try (FakeNode _ = FakeNode.running(root(), head("h1", "127.0.0.1:1"));
        FakeNode _ = FakeNode.running(root(), head("h2", "127.0.0.1:2"))) {
      Problem problem = assertThrows(ProblemException.class, this::choose).problem();
      assertEquals(ExitCode.USAGE, problem.code());
      assertEquals(
          "2 nodes are running heads: h1, h2. Say which one with --name.", problem.message());
    }
  }

  @Test
  void an_address_of_a_head_of_this_root_gets_that_head_s_token() throws Exception {
    try (FakeNode _ = FakeNode.running(root(), head("h", "127.0.0.1:1"))) {
      assertEquals(own("127.0.0.1:1", "secret-of-h"), choose("--address", "127.0.0.1:1"));
      assertEquals(own("localhost:1", "secret-of-h"), choose("--address", "localhost:1"));
    }
  }

  @Test
  void another_address_gets_the_token_of_the_user() throws Exception {
    assertEquals(Optional.empty(), choose("--address", "10.0.0.5:1").token());
    cli.with("RAY_AUTH_TOKEN", "mine");
    assertEquals(cluster("10.0.0.5:1", "mine"), choose("--address", "10.0.0.5:1"));
  }

  @Test
  void a_node_that_does_not_run_yet_is_nothing_to_ask() throws Exception {
    ObjectNode starting = FakeNode.status("h").putNull("address").put("state", "starting");
    try (FakeNode _ = FakeNode.running(root(), starting)) {
      Problem problem = assertThrows(ProblemException.class, this::choose).problem();
      assertEquals(ExitCode.NOTHING_THERE, problem.code());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, NOTHING_THERE",
    "DEADLINE_EXCEEDED, TOO_LATE",
    "UNAUTHENTICATED, REFUSED",
    "PERMISSION_DENIED, REFUSED",
    "UNIMPLEMENTED, COMPONENT_FAILED",
    "INTERNAL, COMPONENT_FAILED",
  })
  void a_call_that_fails_has_the_exit_code_of_its_cause(Status.Code code, ExitCode expected) {
    Status status = code.toStatus().withCause(new IOException("the innermost reason"));
    Problem problem =
        GcsFailure.of(status, cluster("10.0.0.5:1", "t"), Duration.ofSeconds(3)).problem();
    assertEquals(expected, problem.code());
  }

  @Test
  void a_gcs_that_cannot_be_reached_is_told_with_the_system_s_reason() {
    Cli.Result result = cli.run("nodes", "--address", "127.0.0.1:1");
    assertEquals(ExitCode.NOTHING_THERE.number(), result.code());
    assertEquals(
        "nodectl: no gcs-server can be reached at 127.0.0.1:1: Connection refused. Does the head run ('nodectl status' on its host), and is this its address?\n",
        result.err());
  }
}
