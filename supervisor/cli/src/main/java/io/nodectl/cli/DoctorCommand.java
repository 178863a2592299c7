package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.NodeFolder;
import io.nodectl.node.PortHolder;
import io.nodectl.node.ProblemException;
import io.nodectl.program.Flag;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// `nodectl doctor`
final class DoctorCommand implements Task {
  private final Flag<Integer> port =
      Flag.of("--port", Flag.Value.called("PORT"), Values::port, "Also look who has this port.");

  private final Flag<Boolean> fix =
      Flag.of("--fix", "End what crashed sessions have left behind; nothing else is changed.");

  private final OutputOptions output = new OutputOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Looks at this machine and at the nodes on it: JDK, limits, shared memory, cgroups, clock,",
        "names, disk, records, and what crashed sessions have left. Each line says how it is, and",
        "what to do if it is not ok. Exits with 5 if something is bad, else with 0.");
    Manual.examples(
        spec,
        "nodectl doctor",
        "nodectl doctor --port 6379",
        "nodectl doctor --fix",
        "nodectl doctor --format json | jq '.[] | select(.level != \"ok\")'");
    port.addTo(spec);
    fix.addTo(spec);
    output.addTo(spec);
  }

  @Override
  public int run(Outside outside) throws InterruptedException {
    List<Finding> found = examine(outside);
    if (output.isJson()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      found.forEach(finding -> array.add(finding.asJson()));
      OutputOptions.printJson(array, outside.out());
    } else {
      for (Finding finding : found) {
        outside.out().println(finding.line());
        if (!finding.advice().isEmpty()) {
          outside.out().println(finding.adviceLine());
        }
      }
    }
    boolean bad = found.stream().anyMatch(finding -> finding.level() == Finding.Level.BAD);
    return (bad ? ExitCode.COMPONENT_FAILED : ExitCode.DONE).number();
  }

  private List<Finding> examine(Outside outside) throws InterruptedException {
    Path root = outside.root().folder();
    List<Finding> found = new ArrayList<>(List.of(JavaCheck.jdk()));
    found.addAll(MachineCheck.all());
    found.add(RootCheck.permissions(root, System.getProperty("user.name", "?")));
    found.add(RootCheck.disk(root));
    try {
      List<NodeFolder> nodes = outside.root().knownNodes();
      found.add(MachineCheck.clock(Instant.now(), RootCheck.newest(nodes)));
      found.addAll(RootCheck.records(nodes));
      found.addAll(RootCheck.leftovers(nodes, fix.isGiven()));
      found.addAll(running(outside));
    } catch (ProblemException e) {
      found.add(Finding.bad("nodes", String.valueOf(e.getMessage()), ""));
    }
    port.value().ifPresent(number -> found.add(port(number, PortHolder.of(number))));
    return found;
  }

  private static List<Finding> running(Outside outside)
      throws ProblemException, InterruptedException {
    List<Finding> found = new ArrayList<>();
    // What cannot be read was told before, as a finding.
    LocalNodes nodes = new LocalNodes(outside.root(), outside.command(), _ -> {});
    for (LocalNode node : nodes.running()) {
      node.liveStatus().ifPresent(status -> found.add(JavaCheck.caches(status)));
    }
    return found;
  }

  static Finding port(int number, Optional<String> holder) {
    return holder
        .map(
            who ->
                Finding.bad(
                    "port",
                    "port %d is taken by %s".formatted(number, who),
                    "End that process, or choose another number."))
        .orElseGet(() -> Finding.ok("port", "port %d is free".formatted(number)));
  }
}
