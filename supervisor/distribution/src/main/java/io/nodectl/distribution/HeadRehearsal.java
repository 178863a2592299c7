package io.nodectl.distribution;

import io.nodectl.handshake.Order;
import io.nodectl.handshake.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The components of a head in this JVM: bound, wired, ready, and stopped in an orderly way.
///
/// @param programs where their classes are
/// @param data a folder that gcs-server may make
record HeadRehearsal(Programs programs, Path data) {
  private static final String HOST = "127.0.0.1";
  static final String NODE_ID = "0123456789abcdef0123456789abcdef0123456789abcdef01234567";
  private static final String GCS = "gcs-server";
  private static final String AGENT = "runtime-env-agent";
  private static final String RAYLET = "raylet";
  private static final String PROXY = "client-proxy";

  /// Long enough for a token; it guards nothing.
  static final String TOKEN = "0123456789abcdef".repeat(4);

  void run() throws Exception {
    Map<String, PipedProgram> running = new LinkedHashMap<>();
    start(running, GCS, "--data-dir", data.toString());
    start(running, AGENT, "--node-id", NODE_ID);
    start(
        running,
        RAYLET,
        "--node-id",
        NODE_ID,
        "--node-ip-address",
        HOST,
        "--node-name",
        "training",
        "--session-dir",
        data.resolveSibling("training-session").toString(),
        "--head");
    start(running, PROXY);
    Map<String, Ports> ports = new LinkedHashMap<>();
    for (Map.Entry<String, PipedProgram> program : running.entrySet()) {
      program.getValue().admit(TOKEN);
      ports.put(program.getKey(), program.getValue().awaitBound());
    }
    for (String dependent : List.of(AGENT, RAYLET, PROXY)) {
      wire(running, dependent, GCS, ports);
    }
    for (String dependent : List.of(RAYLET, PROXY)) {
      wire(running, dependent, AGENT, ports);
    }
    running.values().forEach(PipedProgram::awaitReady);
    AgentQuestion.ask(required(ports, AGENT).endpoint("http").orElseThrow(), TOKEN);
    new WorkerRehearsal(required(ports, RAYLET).endpoint("node-manager").orElseThrow(), TOKEN)
        .run();
    for (String name : List.of(PROXY, RAYLET, AGENT, GCS)) {
      required(running, name).stop();
    }
  }

  private void start(Map<String, PipedProgram> running, String name, String... args)
      throws IOException {
    List<String> all = new ArrayList<>(List.of("--host", HOST));
    all.addAll(List.of(args));
    running.put(name, PipedProgram.start(name, PipedProgram.Body.of(programs.program(name), all)));
  }

  private static void wire(
      Map<String, PipedProgram> running, String dependent, String peer, Map<String, Ports> ports) {
    required(running, dependent).tell(new Order.Wire(peer, 1, required(ports, peer)));
  }

  private static <T> T required(Map<String, T> byName, String name) {
    return Objects.requireNonNull(byName.get(name), name);
  }
}
