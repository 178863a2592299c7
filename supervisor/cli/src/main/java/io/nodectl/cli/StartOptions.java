package io.nodectl.cli;

import io.nodectl.node.Auth;
import io.nodectl.node.Debugging;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.MetricsServer;
import io.nodectl.node.NodeName;
import io.nodectl.node.NodeSpec;
import io.nodectl.node.ProblemException;
import io.nodectl.node.Role;
import io.nodectl.program.Flag;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import picocli.CommandLine.Model.CommandSpec;

/// The node that somebody wants.
final class StartOptions {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String AUTO = "auto";
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(60);

  private final Flag<Boolean> head =
      Flag.of("--head", "Start a head: a new cluster, or the last one anew.");

  private final Flag<Boolean> fresh =
      Flag.of(
          "--fresh",
          "With --head: begin a new cluster. What the last one kept (its keys and",
          "nodes) is moved aside.");

  private final Flag<String> address =
      Flag.of(
          "--address",
          Flag.Value.called("HOST:PORT"),
          "Join the cluster whose gcs-server listens there.");

  private final Flag<NodeName> name =
      Flag.of(
          "--name",
          Flag.Value.called("NAME"),
          Values::nodeName,
          "Which node of this host it is (default: head, or worker).");

  private final Flag<String> ip =
      Flag.of(
          "--node-ip-address",
          Flag.Value.called("IP|auto"),
          "The address of this host that its ports are bound to and others reach",
          "it at; auto: the one that it reaches others from (default: 127.0.0.1,",
          "so only this host).");

  private final Flag<String> label =
      Flag.of(
          "--node-name",
          Flag.Value.called("TEXT"),
          "Its name in the cluster's list of nodes (default: its address).");

  private final PortOptions ports = new PortOptions();

  private final Flag<Integer> metrics =
      Flag.of(
          "--metrics-port",
          Flag.Value.called("PORT"),
          Values::port,
          "The supervisor's, for Prometheus, on 127.0.0.1 (default: any).");

  private final Flag<Boolean> noMetrics = Flag.of("--no-metrics", "Serve no metrics.");

  private final Flag<Path> tokenFile =
      Flag.of(
          "--token-file",
          Flag.Value.called("FILE"),
          Values::path,
          "The cluster's token (default: RAY_AUTH_TOKEN, RAY_AUTH_TOKEN_PATH,",
          "~/.ray/auth_token; else a head makes one. A worker of a head on this",
          "host does as that head does).");

  private final Flag<Duration> timeout =
      Flag.of(
          "--timeout",
          Flag.Value.called("SECONDS"),
          Values::seconds,
          "How long the start may take (default: 60, at most 600).");

  private final Flag<Path> plan =
      Flag.of(
          "--plan",
          Flag.Value.called("FILE"),
          Values::path,
          "Start the components that this launch plan (JSON) lists.");

  private final ResourceOptions resources = new ResourceOptions();

  private final RayOptions ray = new RayOptions();

  private final StoreOptions store = new StoreOptions();

  private final DebugOptions debug = new DebugOptions();

  private final Flag<Boolean> block =
      Flag.of("--block", "Stay in the foreground until the node ends; Ctrl-C or SIGTERM stops it.");

  private final Flag<Path> config =
      Flag.of(
          "--config",
          Flag.Value.called("FILE"),
          Values::path,
          "Settings for what is not given here (default: NODECTL_CONFIG, else",
          "nodectl.toml in NODECTL_ROOT if it is there; see: config show).");

  void addTo(CommandSpec spec) {
    settable().forEach(flag -> flag.addTo(spec));
    config.addTo(spec);
    fresh.addTo(spec);
    debug.addTo(spec);
  }

  /// All that may also stand in the environment and in a configuration file: not what is only for
  /// one start, such as debugging or a fresh beginning.
  private List<Flag<?>> settable() {
    List<Flag<?>> flags = new ArrayList<>(List.of(head, address, name, ip, label));
    flags.addAll(ports.flags());
    flags.addAll(List.of(metrics, noMetrics));
    flags.addAll(resources.flags());
    flags.addAll(ray.flags());
    flags.addAll(store.flags());
    flags.addAll(List.of(tokenFile, timeout, plan, block));
    return flags;
  }

  /// Lets the environment and the configuration file say what the command line does not.
  ///
  /// @return what holds, by key, and who says so
  /// @throws InvalidInput if one of them says what cannot be right
  SequencedMap<String, Setting> settle(Outside outside) throws ProblemException {
    StartSettings settings = new StartSettings(settable());
    return settings.settle(
        outside.environment(), ConfigFile.find(config.value(), outside, settings.keys()));
  }

  /// Whether the command is to stay until the node ends.
  boolean isInForeground() {
    return block.isGiven();
  }

  /// Whether the address is the one that the machine's routes say.
  boolean isRouted() {
    return ip.value().filter(AUTO::equals).isPresent();
  }

  private String ownAddress() {
    return OwnAddress.check(ip.value().orElse(LOOPBACK));
  }

  /// What was asked for.
  ///
  /// @param auth asked when everything else is known to be right
  /// @param environment the variables of this process
  /// @throws InvalidInput if it cannot be
  NodeSpec spec(AuthOf auth, Map<String, String> environment)
      throws ProblemException, InterruptedException {
    Map<String, Debugging> debugging = debug.chosen(environment);
    Role role = role(environment);
    Map<String, Integer> chosen = ports(role);
    String at = isRouted() ? RoutedAddress.find().orElse(LOOPBACK) : ownAddress();
    return new NodeSpec(
        name.value().orElseGet(() -> new NodeName(head.isGiven() ? "head" : "worker")),
        role,
        new NodeSpec.Identity(at, label.value().orElse(at), resources.forRaylet()),
        chosen,
        timeout.value().orElse(USUAL_TIMEOUT),
        auth.of(role, tokenFile.value()),
        plan.value().map(Path::toAbsolutePath),
        debugging);
  }

  /// Finds out how a node proves itself.
  interface AuthOf {
    Auth of(Role role, Optional<Path> tokenFile) throws ProblemException, InterruptedException;
  }

  private Role role(Map<String, String> environment) {
    if (head.isGiven() == address.isGiven()) {
      throw new InvalidInput(
          head.isGiven()
              ? "--head starts a cluster and --address joins one: give one of them"
              : "give --head to start a cluster, or --address=HOST:PORT to join one");
    }
    if (fresh.isGiven() && address.isGiven()) {
      throw new InvalidInput("--fresh is for --head: a worker keeps nothing of its cluster");
    }
    if (address.isGiven()) {
      store.refuseForWorker();
      ray.refuse("--head: Ray's programs of a worker go by what its head says");
    }
    if (plan.isGiven()) {
      ray.refuse("nodectl's own plan; this plan has its arguments in the file");
      resources.refuse();
    }
    return address
        .value()
        .<Role>map(text -> new Role.Worker(Values.endpoint(address.name(), text)))
        .orElseGet(
            () ->
                new Role.Head(
                    fresh.isGiven(), forGcs(), store.chosen(fresh.isGiven(), environment)));
  }

  private Map<String, String> forGcs() {
    Map<String, String> flags = new HashMap<>(ray.forGcs());
    flags.putAll(store.forGcs());
    return flags;
  }

  private Map<String, Integer> ports(Role role) {
    SequencedMap<String, Integer> chosen = ports.chosen();
    if (plan.isGiven() && !chosen.isEmpty()) {
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
    metrics.value().ifPresent(number -> chosen.put(MetricsServer.PORT, number));
    if (noMetrics.isGiven()) {
      chosen.put(MetricsServer.PORT, MetricsServer.NONE);
    }
    return chosen;
  }
}
