package io.nodectl.cli;

import io.nodectl.node.Auth;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.NodeName;
import io.nodectl.node.NodeSpec;
import io.nodectl.node.ProblemException;
import io.nodectl.node.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The node that somebody wants.
final class StartOptions {
  private static final String LOOPBACK = "127.0.0.1";

  @Option(names = "--head", description = "Start a head: a new cluster, or the last one anew.")
  private boolean head;

  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      description = "Join the cluster whose gcs-server listens there.")
  private @Nullable String address;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Which node of this host it is (default: head, or worker).")
  private @Nullable NodeName name;

  @Option(
      names = "--node-ip-address",
      paramLabel = "IP",
      description = {
        "The address of this host that its ports are bound to and others reach it at"
            + " (default: 127.0.0.1, so only this host)."
      })
  private String ip = LOOPBACK;

  @Option(
      names = "--node-name",
      paramLabel = "TEXT",
      description = "Its name in the cluster's list of nodes (default: its address).")
  private @Nullable String label;

  @Mixin private PortOptions ports = new PortOptions();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = {
        "The cluster's token (default: RAY_AUTH_TOKEN, RAY_AUTH_TOKEN_PATH,",
        "~/.ray/auth_token; else a head makes one. A worker of a head on this",
        "host does as that head does)."
      })
  private @Nullable Path tokenFile;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long the start may take (default: 60, at most 600).")
  private Duration timeout = Duration.ofSeconds(60);

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "Start the components that this launch plan (JSON) lists.")
  private @Nullable Path plan;

  Optional<Path> tokenFile() {
    return Optional.ofNullable(tokenFile);
  }

  NodeName name() {
    if (name != null) {
      return name;
    }
    return new NodeName(head ? "head" : "worker");
  }

  /// What was asked for.
  ///
  /// @param auth asked when everything else is known to be right
  /// @throws InvalidInput if it cannot be
  NodeSpec spec(AuthOf auth) throws ProblemException, InterruptedException {
    Role role = role();
    Map<String, Integer> chosen = ports(role);
    OwnAddress.check(ip);
    NodeSpec.Identity identity = new NodeSpec.Identity(ip, label == null ? ip : label);
    Optional<Path> file = Optional.ofNullable(plan).map(Path::toAbsolutePath);
    return new NodeSpec(name(), role, identity, chosen, timeout, auth.of(role, tokenFile()), file);
  }

  /// Finds out how a node proves itself.
  interface AuthOf {
    Auth of(Role role, Optional<Path> tokenFile) throws ProblemException, InterruptedException;
  }

  private Role role() {
    if (head == (address != null)) {
      throw new InvalidInput(
          head
              ? "--head starts a cluster and --address joins one: give one of them"
              : "give --head to start a cluster, or --address=HOST:PORT to join one");
    }
    return address == null
        ? new Role.Head()
        : new Role.Worker(Values.endpoint("--address", address));
  }

  private Map<String, Integer> ports(Role role) {
    SequencedMap<String, Integer> chosen = ports.chosen();
    if (plan != null && !chosen.isEmpty()) {
      throw new InvalidInput(
          "--%s is for nodectl's own plan; this plan has its numbers in the file"
              .formatted(chosen.firstEntry().getKey()));
    }
    for (String headOnly : new String[] {PortOptions.GCS, PortOptions.CLIENT}) {
      if (role instanceof Role.Worker && chosen.containsKey(headOnly)) {
        throw new InvalidInput(
            "--%s is for --head: a worker has no such component".formatted(headOnly));
      }
    }
    return chosen;
  }
}
