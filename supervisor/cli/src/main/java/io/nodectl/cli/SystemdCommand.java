package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.ProblemException;
import io.nodectl.program.Flag;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `nodectl systemd`
final class SystemdCommand implements Task {
  private static final String PRINT = "print";
  private static final String INSTALL = "install";
  private static final List<String> ACTIONS = List.of(PRINT, INSTALL);
  private static final Path UNITS = Path.of("/etc/systemd/system");

  private final PositionalParamSpec action =
      PositionalParamSpec.builder()
          .index("0")
          .required(true)
          .paramLabel(String.join("|", ACTIONS))
          .type(String.class)
          .completionCandidates(ACTIONS)
          .description("Print the unit, or write it to where systemd finds it.")
          .build();

  private final UnitOptions options = new UnitOptions();

  private final Flag<Path> into =
      Flag.of(
          "--into",
          Flag.Value.called("FOLDER"),
          Values::path,
          "Where units are installed (default: " + UNITS + ").");

  private final Flag<Boolean> force =
      Flag.of("--force", "Write over a unit of that name that says something else.");

  private final OutputOptions output = new OutputOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Makes a unit by which systemd starts, watches and restarts a node of this host.",
        "It runs this installation's nodectl; the node's settings stand in its ExecStart line.");
    Manual.examples(
        spec,
        "nodectl systemd print --head",
        "nodectl systemd install --head --user ray --node-ip-address 10.0.0.5",
        "nodectl systemd install --address=10.0.0.5:6379 --token-file /etc/nodectl/token");
    spec.addPositional(action);
    options.addTo(spec);
    into.addTo(spec);
    force.addTo(spec);
    output.addTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException {
    String wanted = action.getValue();
    if (!ACTIONS.contains(wanted)) {
      throw new InvalidInput("'%s' is neither %s nor %s".formatted(wanted, PRINT, INSTALL));
    }
    UnitKind kind = options.kind();
    String unit = UnitTemplate.shipped(kind).filled(options.values(outside));
    Path file = into.value().orElse(UNITS).toAbsolutePath().resolve(options.unit() + ".service");
    if (wanted.equals(INSTALL)) {
      install(file, unit);
    }
    if (output.isJson()) {
      OutputOptions.printJson(json(file, unit), outside.out());
    } else if (wanted.equals(PRINT)) {
      outside.out().print(unit);
    } else {
      tellNextSteps(file, outside);
    }
    if (kind == UnitKind.WORKER && !options.hasToken()) {
      outside
          .err()
          .println(
              "note: without --token-file, the worker finds the cluster's token only if its head runs on this host or if ~/.ray/auth_token of its user has it");
    }
    return ExitCode.DONE.number();
  }

  private void install(Path file, String unit) throws ProblemException {
    try {
      if (Files.exists(file) && !Files.readString(file).equals(unit) && !force.isGiven()) {
        throw Words.problem(
            ExitCode.REFUSED,
            "%s is there and says something else. Look at it, and write over it with --force; 'nodectl systemd print' shows what would be written."
                .formatted(file));
      }
      Files.writeString(file, unit);
    } catch (AccessDeniedException e) {
      throw Words.problem(
          ExitCode.REFUSED,
          "permission denied: %s. Run it as root, with --user for who the node is to run as"
              .formatted(file));
    } catch (IOException e) {
      throw Words.problem(ExitCode.REFUSED, "cannot write %s: %s".formatted(file, e));
    }
  }

  private ObjectNode json(Path file, String unit) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("unit", options.unit())
        .put("path", file.toString())
        .put("text", unit);
  }

  private void tellNextSteps(Path file, Outside outside) {
    outside.out().println("wrote " + file);
    outside.out().println();
    outside.out().println("Next:");
    outside.out().println("  systemctl daemon-reload");
    outside.out().println("  systemctl enable --now " + options.unit());
    outside.out().println("  systemctl status " + options.unit());
  }
}
