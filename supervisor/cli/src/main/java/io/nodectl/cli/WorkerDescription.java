package io.nodectl.cli;

import io.nodectl.messages.raylet.DescribeReply;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.WorkerEvent;
import io.nodectl.messages.raylet.WorkerExit;
import io.nodectl.messages.raylet.WorkerInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// All that is known of a worker, rendered.
final class WorkerDescription {
  private WorkerDescription() {}

  static Listing of(DescribeReply reply) {
    return new Listing(json(reply), lines(reply));
  }

  private static ObjectNode json(DescribeReply reply) {
    ObjectNode json = WorkerJson.of(reply.getWorker());
    LaunchRequest request = reply.getRequest();
    ObjectNode asked = json.putObject("request");
    asked.set("resources", WorkerJson.amounts(request.getResourcesMap()));
    asked.put("runtime_env", request.getRuntimeEnv());
    asked.put("directory", request.getProgram().getDirectory());
    asked.put("port_mode", mode(request));
    asked.put("health", request.getHealth().getRequest());
    asked.put("max_restarts", request.getRestart().getMaxRestarts());
    ArrayNode events = json.putArray("events");
    for (WorkerEvent event : reply.getEventsList()) {
      events
          .addObject()
          .put("at_ms", event.getAtMs())
          .put("incarnation", event.getIncarnation())
          .put("state", event.getState().name())
          .put("text", event.getText());
    }
    ArrayNode exits = json.putArray("exits");
    reply.getExitsList().forEach(exit -> exits.add(WorkerJson.exit(exit)));
    ArrayNode last = json.putArray("last_lines");
    reply.getLastLinesList().forEach(last::add);
    return json;
  }

  private static String mode(LaunchRequest request) {
    return request.hasPortMode()
        ? request.getPortMode().getModeCase().name().toLowerCase(java.util.Locale.ROOT)
        : "none";
  }

  private static List<String> lines(DescribeReply reply) {
    WorkerInfo worker = reply.getWorker();
    LaunchRequest request = reply.getRequest();
    List<String> lines = new ArrayList<>();
    lines.add("worker " + worker.getWorkerId());
    add(lines, "name", worker.getName());
    add(lines, "command", String.join(" ", worker.getArgvList()));
    add(lines, "state", worker.getState().name());
    add(lines, "reason", worker.getReason());
    add(lines, "node", worker.getNodeId());
    add(lines, "pid", worker.getPid() > 0 ? Long.toString(worker.getPid()) : "");
    add(lines, "ports", WorkerText.ports(worker));
    add(lines, "unchecked", worker.getPortsUnchecked());
    add(lines, "port mode", mode(request));
    add(lines, "health", request.getHealth().getRequest());
    add(lines, "granted", WorkerText.amounts(worker.getGrantedMap()));
    add(lines, "devices", WorkerText.devices(worker));
    add(lines, "environment", request.getRuntimeEnv());
    add(lines, "restarts", Integer.toString(worker.getRestarts()));
    add(lines, "memory", WorkerText.bytes(worker.getMemoryBytes()));
    add(lines, "output", worker.getOutFile());
    add(lines, "errors", worker.getErrFile());
    for (WorkerExit exit : reply.getExitsList()) {
      add(lines, "ended", "launch %d: %s".formatted(exit.getIncarnation(), WorkerText.exit(exit)));
    }
    lines.addAll(events(reply.getEventsList()));
    reply.getLastLinesList().forEach(line -> lines.add("  | " + line));
    return lines;
  }

  private static List<String> events(List<WorkerEvent> events) {
    Table table = new Table("AT", "LAUNCH", "STATE", "WHAT");
    for (WorkerEvent event : events) {
      table.row(
          Instant.ofEpochMilli(event.getAtMs()).toString(),
          Integer.toString(event.getIncarnation()),
          event.getState().name(),
          event.getText());
    }
    List<String> lines = new ArrayList<>();
    if (!events.isEmpty()) {
      lines.add("");
      lines.addAll(table.lines());
    }
    return lines;
  }

  private static void add(List<String> lines, String what, String text) {
    if (!text.isEmpty()) {
      lines.add("  %-12s%s".formatted(what, text));
    }
  }
}
