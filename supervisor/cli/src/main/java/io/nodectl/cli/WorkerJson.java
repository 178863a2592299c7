package io.nodectl.cli;

import io.nodectl.messages.raylet.DeviceGrant;
import io.nodectl.messages.raylet.WorkerExit;
import io.nodectl.messages.raylet.WorkerInfo;
import io.nodectl.messages.raylet.WorkerPort;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A worker for programs.
final class WorkerJson {
  private WorkerJson() {}

  static ObjectNode of(WorkerInfo worker) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("worker_id", worker.getWorkerId());
    json.put("incarnation", worker.getIncarnation());
    json.put("name", worker.getName());
    json.put("node_id", worker.getNodeId());
    json.put("state", worker.getState().name());
    json.put("reason", worker.getReason());
    json.put("pid", orNull(worker.getPid()));
    ObjectNode ports = json.putObject("ports");
    for (WorkerPort port : worker.getPortsList()) {
      ports.put(port.getName(), port.getAddress());
    }
    json.put("ports_unchecked", worker.getPortsUnchecked());
    json.put("restarts", worker.getRestarts());
    ArrayNode argv = json.putArray("argv");
    worker.getArgvList().forEach(argv::add);
    json.set("granted", amounts(worker.getGrantedMap()));
    ObjectNode devices = json.putObject("devices");
    for (DeviceGrant grant : worker.getDevicesList()) {
      ArrayNode ids = devices.putArray(grant.getResource());
      grant.getIdsList().forEach(ids::add);
    }
    times(worker, json);
    json.put("memory_bytes", orNull(worker.getMemoryBytes()));
    json.set(
        "exit", worker.hasExit() ? exit(worker.getExit()) : JsonNodeFactory.instance.nullNode());
    json.put("attached", worker.getAttached());
    json.put("idle", worker.getIdle());
    json.put("out_file", worker.getOutFile());
    json.put("err_file", worker.getErrFile());
    return json;
  }

  private static void times(WorkerInfo worker, ObjectNode json) {
    json.put("asked_ms", orNull(worker.getAskedMs()));
    json.put("launched_ms", orNull(worker.getLaunchedMs()));
    json.put("ready_ms", orNull(worker.getReadyMs()));
    json.put("ended_ms", orNull(worker.getEndedMs()));
  }

  /// In ones, and bytes.
  static ObjectNode amounts(Map<String, Long> amounts) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(amounts).forEach((name, amount) -> json.put(name, (double) amount / Amounts.ONE));
    return json;
  }

  /// How an incarnation ended: either `code`, or `signal`, or `failure`.
  static ObjectNode exit(WorkerExit exit) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    switch (exit.getHowCase()) {
      case CODE -> json.put("code", exit.getCode());
      case SIGNALED ->
          json.put("signal", exit.getSignaled().getSignal())
              .put("core_dumped", exit.getSignaled().getCoreDumped());
      case FAILURE ->
          json.putObject("failure")
              .put("code", RunFailure.word(exit.getFailure().getCode()))
              .put("message", exit.getFailure().getMessage());
      case HOW_NOT_SET -> {}
    }
    json.put("oom_killed", exit.getOomKilled());
    json.put("wished", exit.getWished());
    json.put("incarnation", exit.getIncarnation());
    json.put("at_ms", orNull(exit.getAtMs()));
    ArrayNode lines = json.putArray("last_lines");
    exit.getLastLinesList().forEach(lines::add);
    return json;
  }

  private static @org.jspecify.annotations.Nullable Long orNull(long value) {
    return value == 0 ? null : value;
  }
}
