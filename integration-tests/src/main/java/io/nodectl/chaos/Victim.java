package io.nodectl.chaos;

import io.nodectl.machine.Proc;

/// A process of a head.
enum Victim {
  GUARDIAN("guardian", "GuardianMain"),
  SUPERVISOR("supervisor", "SupervisorMain"),
  GCS_SERVER("gcs-server", "GcsServerMain"),
  CLIENT_PROXY("client-proxy", "ClientProxyMain"),
  RAYLET("raylet", "RayletMain"),
  RUNTIME_ENV_AGENT("runtime-env-agent", "RuntimeEnvAgentMain");

  private final String word;
  private final String mainClass;

  Victim(String word, String mainClass) {
    this.word = word;
    this.mainClass = mainClass;
  }

  /// Its name in the node's status.
  String word() {
    return word;
  }

  /// Whether it comes back alone; the others take the node with them.
  boolean isComponent() {
    return this != GUARDIAN && this != SUPERVISOR;
  }

  /// Whether that process is one.
  boolean is(Proc process) {
    return process.arguments().stream().anyMatch(argument -> argument.endsWith("." + mainClass));
  }
}
