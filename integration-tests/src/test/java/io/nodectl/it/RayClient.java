package io.nodectl.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The GCS client of an installed Ray, run in its Python.
record RayClient(RayPython python, JsonNode head) {
  /// A client of that head; without an installed Ray the test is skipped, but never in CI.
  ///
  /// @param head the head's status object
  static RayClient of(Sandbox box, JsonNode head) {
    return new RayClient(RayPython.of(box), head);
  }

  /// Runs it as a user would who did what `start` said.
  Outcome run(String... arguments) {
    return run(exports(), arguments);
  }

  /// Where the head's gcs-server listens.
  String address() {
    return head.path("address").asString();
  }

  /// Starts a driver of the cluster, which needs a node of Ray on this machine.
  Running driver(String... arguments) {
    List<String> all = new ArrayList<>(List.of(address()));
    all.addAll(List.of(arguments));
    return python.begin("ray_driver.py", all, exports());
  }

  /// Starts a driver that makes placement groups, which needs nodes of Ray on this machine.
  Running groups(String what) {
    return python.begin("ray_groups.py", List.of(address(), what), exports());
  }

  /// What `start` said to export.
  Map<String, String> exports() {
    String token = head.path("auth").path("token_path").asString();
    return Map.of("RAY_AUTH_MODE", "token", "RAY_AUTH_TOKEN_PATH", token);
  }

  /// Runs one of Ray's own commands on that head.
  ///
  /// @param arguments the command and its flags, without `--address`
  Outcome ray(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--address=" + address());
    return python.ray(all, exports());
  }

  Outcome run(Map<String, String> environment, String... arguments) {
    List<String> all = new ArrayList<>(List.of(address()));
    all.addAll(List.of(arguments));
    return python.run("gcs_client.py", all, environment);
  }
}
