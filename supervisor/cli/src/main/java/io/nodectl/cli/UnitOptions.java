package io.nodectl.cli;

import io.nodectl.node.Distribution;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.NodeName;
import io.nodectl.node.ProblemException;
import io.nodectl.program.Flag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/// The node that a unit of systemd is to run.
final class UnitOptions {
  private static final String CREDENTIAL = "token";
  private static final Path STATE = Path.of("/var/lib");

  private final Flag<Boolean> head = Flag.of("--head", "A unit for a head.");

  private final Flag<String> address =
      Flag.of(
          "--address",
          Flag.Value.called("HOST:PORT"),
          "A unit for a worker of the head whose gcs-server listens there.");

  private final Flag<NodeName> name =
      Flag.of(
          "--name",
          Flag.Value.called("NAME"),
          Values::nodeName,
          "The node, and its unit nodectl-NAME (default: head, or worker).");

  private final Flag<String> user =
      Flag.of(
          "--user",
          Flag.Value.called("USER"),
          "Who the node's processes run as (default: who calls this command).");

  private final Flag<String> ip =
      Flag.of(
          "--node-ip-address",
          Flag.Value.called("IP"),
          "The address that its ports are bound to (default: 127.0.0.1, so only this host).");

  private final Flag<Integer> port =
      Flag.of(
          "--port",
          Flag.Value.called("N"),
          Values::port,
          "The port of a head's gcs-server (default: 6379).");

  private final Flag<Path> tokenFile =
      Flag.of(
          "--token-file",
          Flag.Value.called("FILE"),
          Values::path,
          "The cluster's token; systemd hands it to the node at each start.");

  void addTo(CommandSpec spec) {
    head.addTo(spec);
    address.addTo(spec);
    name.addTo(spec);
    user.addTo(spec);
    ip.addTo(spec);
    port.addTo(spec);
    tokenFile.addTo(spec);
  }

  /// @throws InvalidInput if it is neither a head nor a worker, or both
  UnitKind kind() {
    if (head.isGiven() == address.isGiven()) {
      throw new InvalidInput(
          "give --head for a head's unit, or --address=HOST:PORT for a worker's");
    }
    return head.isGiven() ? UnitKind.HEAD : UnitKind.WORKER;
  }

  /// The name of the unit.
  String unit() {
    return "nodectl-" + name.value().map(NodeName::value).orElse(kind().word());
  }

  boolean hasToken() {
    return tokenFile.isGiven();
  }

  /// What the words of a {@link UnitTemplate} stand for.
  ///
  /// @throws InvalidInput if a value cannot stand in a unit
  Map<String, String> values(Outside outside) throws ProblemException {
    if (kind() == UnitKind.WORKER && port.isGiven()) {
      throw new InvalidInput("--port is for --head: a worker has no such port");
    }
    Map<String, String> values = new HashMap<>();
    name.value().ifPresent(it -> values.put("name", it.value()));
    address.value().ifPresent(it -> values.put("address", checkedAddress(it)));
    ip.value().ifPresent(it -> values.put("node-ip-address", OwnAddress.check(it)));
    port.value().ifPresent(it -> values.put("port", Integer.toString(it)));
    tokenFile
        .value()
        .ifPresent(
            file -> {
              values.put("token-file", file.toAbsolutePath().normalize().toString());
              values.put("credential", CREDENTIAL);
            });
    String caller = System.getProperty("user.name");
    user.value()
        .or(() -> java.util.Optional.of(caller))
        .filter(name -> !name.equals("root"))
        .ifPresent(it -> values.put("user", it));
    addPlaces(outside.root().folder(), values);
    values.forEach(UnitOptions::check);
    return values;
  }

  private static void addPlaces(Path root, Map<String, String> values) throws ProblemException {
    values.put("launcher", launcher(Distribution.current().home()).toString());
    values.put("environment-root", "NODECTL_ROOT=" + root);
    values.put("environment-java", "JAVA_HOME=" + System.getProperty("java.home"));
    if (root.startsWith(STATE) && !root.equals(STATE)) {
      values.put("state-directory", STATE.relativize(root).toString());
    }
  }

  /// By the link to the current distribution, if it is that one: then the next start of the unit
  /// after a build or an upgrade runs the new one.
  private static Path launcher(Path home) {
    Path current = home.resolveSibling("current");
    try {
      boolean linked = Files.isSymbolicLink(current) && Files.isSameFile(current, home);
      return (linked ? current : home).resolve("bin/nodectl");
    } catch (IOException e) {
      return home.resolve("bin/nodectl");
    }
  }

  private String checkedAddress(String text) {
    return Values.endpoint(address.name(), text).toString();
  }

  /// systemd splits and unquotes what stands in a unit by rules of its own.
  private static void check(String word, String value) {
    if (value.chars().anyMatch(c -> c <= ' ' || "\"'\\$;".indexOf(c) >= 0)) {
      throw new InvalidInput(
          "the %s '%s' has a blank, a quote, \\, $ or ; in it, which a unit cannot hold safely"
              .formatted(word, value));
    }
  }
}
