package io.nodectl.clientproxy;

import io.nodectl.messages.ray.GcsNodeInfo;
import java.io.StringWriter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The list of nodes under the keys of `ray.nodes()` in Ray 2.60 (`alive` really is there twice).
final class NodeJson {

  private NodeJson() {}

  static String of(List<GcsNodeInfo> nodes) {
    var text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      nodes.forEach(node -> write(node, json));
      json.writeEndArray();
    }
    return text.toString();
  }

  private static void write(GcsNodeInfo node, JsonGenerator json) {
    boolean alive = ClusterAnswers.alive(node);
    json.writeStartObject();
    json.writeStringProperty("NodeID", HexFormat.of().formatHex(node.getNodeId().toByteArray()));
    json.writeBooleanProperty("Alive", alive);
    json.writeStringProperty("NodeManagerAddress", node.getNodeManagerAddress());
    json.writeStringProperty("NodeManagerHostname", node.getNodeManagerHostname());
    json.writeNumberProperty("NodeManagerPort", node.getNodeManagerPort());
    json.writeNumberProperty("ObjectManagerPort", node.getObjectManagerPort());
    json.writeStringProperty("ObjectStoreSocketName", node.getObjectStoreSocketName());
    json.writeStringProperty("RayletSocketName", node.getRayletSocketName());
    json.writeNumberProperty("MetricsExportPort", node.getMetricsExportPort());
    json.writeNumberProperty("MetricsAgentPort", node.getMetricsAgentPort());
    json.writeNumberProperty("DashboardAgentListenPort", node.getDashboardAgentListenPort());
    json.writeStringProperty("NodeName", node.getNodeName());
    json.writeNumberProperty("RuntimeEnvAgentPort", node.getRuntimeEnvAgentPort());
    json.writeNumberProperty("DeathReason", node.getDeathInfo().getReasonValue());
    json.writeStringProperty("DeathReasonMessage", node.getDeathInfo().getReasonMessage());
    json.writeBooleanProperty("alive", alive);
    writeResources(alive ? node.getResourcesTotalMap() : Map.of(), json);
    writeLabels(node.getLabelsMap(), json);
    json.writeEndObject();
  }

  private static void writeResources(Map<String, Double> resources, JsonGenerator json) {
    json.writeObjectPropertyStart("Resources");
    resources.forEach(json::writeNumberProperty);
    json.writeEndObject();
  }

  private static void writeLabels(Map<String, String> labels, JsonGenerator json) {
    json.writeObjectPropertyStart("Labels");
    labels.forEach(json::writeStringProperty);
    json.writeEndObject();
  }
}
