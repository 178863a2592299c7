package io.nodectl.it;

import io.nodectl.testchild.TestChildCommand;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One component of a launch plan, as JSON. Each method adds to it and returns it.
record Component(ObjectNode json) {
  /// A child that performs the words of `io.nodectl.testchild.TestChild`.
  static Component child(String name, String... words) {
    return command(name, TestChildCommand.of(words));
  }

  /// A child with one port `main` that does all that is asked of it.
  static Component good(String name) {
    return child(name, "bind", "main", "report", "ready", "wait");
  }

  static Component shell(String name, String script) {
    return command(name, List.of("/bin/sh", "-c", script));
  }

  static Component command(String name, List<String> command) {
    ObjectNode json = JsonMapper.shared().createObjectNode().put("name", name);
    command.forEach(json.putArray("command")::add);
    return new Component(json);
  }

  /// A program of the distribution.
  static Component program(String name, String... arguments) {
    ObjectNode json = JsonMapper.shared().createObjectNode().put("name", name).put("program", name);
    List.of(arguments).forEach(json.putArray("arguments")::add);
    return new Component(json);
  }

  Component needs(String... peers) {
    return needs("wire", peers);
  }

  Component needsInArguments(String... peers) {
    return needs("argv", peers);
  }

  private Component needs(String kind, String... peers) {
    for (String peer : peers) {
      json.withArray("needs").addObject().put("peer", peer).put("kind", kind);
    }
    return this;
  }

  Component deaf() {
    json.put("stdin", "null");
    return this;
  }

  Component optional() {
    json.put("importance", "optional");
    return this;
  }

  Component restartable() {
    json.put("importance", "restartable");
    return this;
  }

  Component fixed(String port, int number) {
    json.withObject("ports").put(port, number);
    return this;
  }

  Component readyByPortFile(String port, String path) {
    json.withObject("ready").put("by", "portfile").withObject("files").put(port, path);
    return this;
  }

  Component readyByProbe(String port) {
    json.withObject("ready").put("by", "probe").put("port", port);
    return this;
  }

  Component readyByGrpcHealth(String port) {
    json.withObject("ready").put("by", "grpc-health").put("port", port);
    return this;
  }

  /// Asked whether it lives, with half a second for each answer.
  Component askedByHttp(String port, Duration period, int misses) {
    json.putObject("liveness")
        .put("by", "http")
        .put("port", port)
        .put("period_ms", period.toMillis())
        .put("timeout_ms", 500)
        .put("misses", misses);
    return this;
  }
}
