package io.nodectl.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The results for programs: one object.
record JsonReport(List<Result> results, Measurements measurements) {
  void print(PrintStream out) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    var figures = root.putArray("figures");
    for (Result result : results) {
      ObjectNode figure = figures.addObject();
      figure.put("name", result.figure().word()).put("unit", result.figure().unit().symbol());
      put(figure.putObject("nodectl"), result.ours());
      result.ray().ifPresent(ray -> put(figure.putObject("ray"), ray));
      result.ratio().ifPresent(ratio -> figure.put("ratio", ratio));
      figure.put("must_reach", result.limit(result.figure().mustReach()));
      figure.put("aim", result.limit(result.figure().aim()));
      figure.put("verdict", result.verdict().name().toLowerCase(Locale.ROOT));
    }
    ObjectNode memory = root.putObject("pss_mb");
    for (Contender.Side side : Contender.Side.values()) {
      Map<String, Samples> processes = measurements.processes(side);
      ObjectNode ofSide = memory.putObject(side.name().toLowerCase(Locale.ROOT));
      processes.forEach((name, samples) -> put(ofSide.putObject(name), samples));
    }
    out.println(root.toPrettyString());
  }

  private static void put(ObjectNode node, Samples samples) {
    node.put("median", samples.median()).put("least", samples.least()).put("most", samples.most());
    var values = node.putArray("values");
    samples.values().forEach(values::add);
  }
}
