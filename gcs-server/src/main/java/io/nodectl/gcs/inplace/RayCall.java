package io.nodectl.gcs.inplace;

import io.nodectl.gcs.cluster.RaySettings;
import io.nodectl.gcs.cluster.RaySettings.Autoscaler;
import io.nodectl.handshake.ExitCode;
import io.nodectl.program.CannotStart;
import io.nodectl.program.Surroundings;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a call of Ray's gcs_server means to ours.
public record RayCall(RayCommandLine line) {

  /// The folder of the store in the folder of the session.
  private static final String STORE = "nodectl-gcs";

  private static final Pattern AUTOSCALER =
      Pattern.compile("\"enable_autoscaler_v2\"\\s*:\\s*(true|false)");

  private static final Pattern NODE_ID = Pattern.compile("[0-9a-f]{56}");

  /// The same call in gcs-server's own flags. Flags of ours that stand there come last and win.
  ///
  public List<String> arguments() {
    List<String> own = new ArrayList<>();
    own.addAll(List.of("--host", host()));
    own.addAll(List.of("--port", line.value(RayFlag.GCS_SERVER_PORT).orElse("0")));
    if (sessionDir().isPresent() && line.ours().stream().noneMatch(RayCall::saysStore)) {
      own.addAll(List.of("--data-dir", sessionDir().get().resolve(STORE).toString()));
    }
    redis().ifPresent(address -> own.addAll(List.of("--redis-address", address)));
    own.addAll(line.ours());
    return own;
  }

  /// What it says of the cluster.
  ///
  /// @param environment may switch the autoscaler's version, as Ray's own `RAY_` variables do
  /// @throws CannotStart if the configuration is no Base64
  public RaySettings settings(Map<String, String> environment) throws CannotStart {
    String config = config();
    return new RaySettings(
        sessionDir()
            .flatMap(folder -> Optional.ofNullable(folder.getParent()))
            .orElseGet(() -> RaySettings.usual().tempDir()),
        line.value(RayFlag.SESSION_NAME),
        autoscaler(config, environment.getOrDefault("RAY_enable_autoscaler_v2", "")),
        Optional.of(config));
  }

  /// Where the port is to be told; empty if whoever called chose it.
  ///
  /// @throws CannotStart if there is no place for it
  public Optional<PortFile> portFile() throws CannotStart {
    if (!line.value(RayFlag.GCS_SERVER_PORT).orElse("0").equals("0")) {
      return Optional.empty();
    }
    String node = line.value(RayFlag.NODE_ID).orElse("");
    if (sessionDir().isEmpty() || !NODE_ID.matcher(node).matches()) {
      throw new CannotStart(
          ExitCode.USAGE,
          "with --gcs_server_port=0 the port is told in a file: --session-dir says in which folder,"
              + " and --node-id (56 hex digits) is a part of its name");
    }
    return Optional.of(new PortFile(sessionDir().get().resolve("gcs_server_port_" + node)));
  }

  /// The surroundings with what the call says of Redis's user and password, which are found in the
  /// environment otherwise.
  public Surroundings in(Surroundings around) {
    Map<String, String> environment = new HashMap<>(around.environment());
    line.value(RayFlag.REDIS_USERNAME).ifPresent(it -> environment.put("REDIS_USERNAME", it));
    line.value(RayFlag.REDIS_PASSWORD).ifPresent(it -> environment.put("REDIS_PASSWORD", it));
    return new Surroundings(environment, around.home());
  }

  /// Where its log goes.
  public Optional<Path> output() {
    return line.value(RayFlag.STDOUT_FILEPATH).map(Path::of);
  }

  /// Where its last words go, if it fails.
  public Optional<Path> errors() {
    return line.value(RayFlag.STDERR_FILEPATH).map(Path::of);
  }

  /// What is to be said of flags that have no effect.
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (String name : line.unknown()) {
      warnings.add(
          "%s is known neither to gcs-server nor to Ray 2.60's; it has no effect".formatted(name));
    }
    return warnings;
  }

  private static boolean saysStore(String word) {
    return word.startsWith("--data-dir") || word.equals("--ephemeral");
  }

  private Optional<String> redis() {
    String scheme =
        line.value(RayFlag.REDIS_ENABLE_SSL)
            .filter("true"::equals)
            .map(_ -> "rediss://")
            .orElse("");
    return line.value(RayFlag.REDIS_ADDRESS)
        .map(host -> scheme + host + ":" + line.value(RayFlag.REDIS_PORT).orElse("6379"));
  }

  /// The configuration comes before the environment, as in Ray 2.60.
  private static Autoscaler autoscaler(String config, String variable) {
    Matcher said = AUTOSCALER.matcher(config);
    String flag = said.find() ? said.group(1) : variable;
    return flag.equals("true") || flag.equals("1") ? Autoscaler.V2 : Autoscaler.V1;
  }

  private Optional<Path> sessionDir() {
    return line.value(RayFlag.SESSION_DIR).map(Path::of);
  }

  /// As Ray 2.60's does, it listens on all addresses, unless that of the node is a loopback one.
  private String host() {
    String ip = line.value(RayFlag.NODE_IP_ADDRESS).orElse("127.0.0.1");
    try {
      InetAddress address = InetAddress.ofLiteral(ip);
      if (address.isLoopbackAddress()) {
        return ip;
      }
      return address.getAddress().length == 4 ? "0.0.0.0" : "::";
    } catch (IllegalArgumentException _) {
      return ip;
    }
  }

  private String config() throws CannotStart {
    String encoded = line.value(RayFlag.CONFIG_LIST).orElse("");
    try {
      String json = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return json.isEmpty() ? "{}" : json;
    } catch (IllegalArgumentException e) {
      throw new CannotStart(ExitCode.USAGE, "--config_list is no Base64: " + e.getMessage());
    }
  }
}
