package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.ProblemException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `nodectl ps`
final class PsCommand implements Task {
  private final NodeOption node = new NodeOption();
  private final OutputOptions output = new OutputOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Lists the processes of a node as a tree: what each is for, its state, what it takes of the",
        "machine, how often it was restarted, and its ports. Memory is the proportional set size",
        "(pss): pages shared by several count in parts. CPU is the share of one processor since",
        "the process was started.");
    Manual.examples(
        spec,
        "nodectl ps",
        "nodectl ps --name w1 --format json",
        "nodectl ps --format json | jq '[.[].pss_kib] | add'");
    node.addTo(spec);
    output.addTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    LocalNode chosen = LocalNodes.of(outside).choose(node.name());
    Optional<ObjectNode> status = chosen.liveStatus();
    if (status.isEmpty()) {
      throw Words.problem(
          ExitCode.NOTHING_THERE,
          "node '%s' does not run; '%s status --name %s' shows how it ended"
              .formatted(chosen.name(), outside.command(), chosen.name()));
    }
    List<NodeProcess> processes = NodeProcesses.of(status.get());
    if (output.isJson()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      processes.forEach(process -> array.add(process.asJson()));
      OutputOptions.printJson(array, outside.out());
    } else {
      table(processes).lines().forEach(outside.out()::println);
    }
    return ExitCode.DONE.number();
  }

  static Table table(List<NodeProcess> processes) {
    Table table =
        new Table("ROLE", "PID", "STATE", "MEMORY", "CPU", "CPU TIME", "RESTARTS", "PORTS");
    for (NodeProcess process : processes) {
      table.row(
          "  ".repeat(process.depth()) + process.role(),
          Long.toString(process.pid()),
          process.state(),
          process.memory(),
          process.cpuShare(),
          process.cpuTime(),
          process.generation().map(number -> Integer.toString(number - 1)).orElse(""),
          StatusText.ports(process.ports()));
    }
    return table;
  }
}
