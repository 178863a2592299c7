package io.nodectl.cli;

import io.nodectl.handshake.AddressText;
import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.node.ControlClient;
import io.nodectl.node.NodeName;
import io.nodectl.node.ProblemException;
import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.ChannelOptions.Retries;
import io.nodectl.rpc.TokenSource;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// Finds out which cluster a command means, and how to prove oneself there.
final class ClusterChoice {
  private final String command;
  /// For each node of this host, any of which will do.
  private static final Duration BRIEFLY = Duration.ofSeconds(2);

  private final Consumer<String> talk;
  private final LocalNodes nodes;
  private final TokenChoice tokens;

  ClusterChoice(Outside outside) {
    this.command = outside.command();
    this.talk = outside.err()::println;
    this.nodes = LocalNodes.of(outside);
    this.tokens = new TokenChoice(outside);
  }

  /// A cluster as its clients need it.
  ///
  /// @param gcs where its gcs-server listens
  /// @param token sent with each call; empty if none was found, or it needs none
  /// @param retries whether one that cannot be reached is waited for: the supervisor of a head on
  ///     this host brings its gcs-server back
  record Cluster(Endpoint gcs, Optional<AuthToken> token, Retries retries) {}

  /// A node that runs, and its status object.
  private record Running(LocalNode node, ObjectNode status) {
    boolean isHead() {
      return ClusterChoice.isHead(status);
    }

    Optional<Endpoint> address() {
      String text = status.path("address").asString("");
      return text.isEmpty() ? Optional.empty() : Optional.of(Endpoint.parse(text));
    }
  }

  /// A cluster, and a node of it on this host, if there is one.
  ///
  /// @param node its id, 56 hex digits
  record Chosen(Cluster cluster, Optional<String> node) {}

  Cluster choose(ClusterOptions options) throws ProblemException, InterruptedException {
    return chooseWithNode(options).cluster();
  }

  Chosen chooseWithNode(ClusterOptions options) throws ProblemException, InterruptedException {
    Optional<Endpoint> given = options.address();
    Optional<ObjectNode> local =
        given.isPresent()
            ? headAt(given.get())
            : Optional.of(options.name().isPresent() ? named(options.name().get()) : auto());
    TokenSource.Outcome token =
        options.tokenFile().isPresent() || local.isEmpty()
            ? tokens.ofUser(options.tokenFile())
            : tokens.ofNode(local.get());
    return new Chosen(
        new Cluster(
            given.isPresent() ? given.get() : addressOf(local.orElseThrow()),
            TokenChoice.forCalls(token),
            local.filter(ClusterChoice::isHead).isPresent()
                ? Retries.UNTIL_DEADLINE
                : Retries.NONE),
        local.map(status -> status.path("node_id").asString("")));
  }

  /// The status of the head of this root that listens there, if there is one.
  Optional<ObjectNode> headAt(Endpoint address) throws ProblemException, InterruptedException {
    for (Running running : running()) {
      if (running.isHead() && running.address().filter(at -> isSame(at, address)).isPresent()) {
        return Optional.of(running.status());
      }
    }
    return Optional.empty();
  }

  private ObjectNode named(NodeName name) throws ProblemException, InterruptedException {
    LocalNode node = nodes.choose(Optional.of(name));
    return node.liveStatus()
        .orElseThrow(
            () ->
                Words.problem(
                    ExitCode.NOTHING_THERE,
                    "node '%s' does not run; its cluster may: give its --address".formatted(name)));
  }

  private ObjectNode auto() throws ProblemException, InterruptedException {
    List<Running> running = running();
    List<Running> heads = running.stream().filter(Running::isHead).toList();
    List<Running> candidates = heads.isEmpty() ? running : heads;
    if (candidates.isEmpty()) {
      throw Words.problem(
          ExitCode.NOTHING_THERE,
          "no node runs here, so there is no cluster to ask: start a head with '%s start --head', or give the --address of one"
              .formatted(command));
    }
    if (candidates.size() > 1) {
      throw LocalNodes.several(
          candidates.stream().map(Running::node).toList(),
          heads.isEmpty() ? "running" : "running heads");
    }
    return candidates.getFirst().status();
  }

  /// Those that answer; one that hangs is no reason not to ask another.
  private List<Running> running() throws ProblemException, InterruptedException {
    List<Running> running = new ArrayList<>();
    List<ProblemException> problems = new ArrayList<>();
    for (LocalNode node : nodes.known()) {
      try {
        node.ask(BRIEFLY, ControlClient::status)
            .ifPresent(status -> running.add(new Running(node, status)));
      } catch (ProblemException e) {
        problems.add(e);
      }
    }
    if (running.isEmpty() && !problems.isEmpty()) {
      throw problems.getFirst();
    }
    problems.forEach(problem -> talk.accept("warning: " + problem.getMessage()));
    return running;
  }

  private static boolean isHead(ObjectNode status) {
    return status.path("head").asBoolean(false);
  }

  private static Endpoint addressOf(ObjectNode status) throws ProblemException {
    String text = status.path("address").asString("");
    if (text.isEmpty()) {
      throw Words.problem(
          ExitCode.NOTHING_THERE,
          "node '%s' has no address yet (it is %s)"
              .formatted(status.path("name").asString(""), status.path("state").asString("")));
    }
    return Endpoint.parse(text);
  }

  private static boolean isSame(Endpoint one, Endpoint other) {
    return one.port() == other.port()
        && (one.host().equals(other.host()) || resolved(one.host()).equals(resolved(other.host())));
  }

  private static String resolved(String host) {
    try {
      return AddressText.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return host;
    }
  }
}
