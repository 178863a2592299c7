package io.nodectl.cli;

import io.nodectl.messages.raylet.HealthCheck;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.PortMode;
import io.nodectl.messages.raylet.Program;
import io.nodectl.messages.raylet.RestartPolicy;
import io.nodectl.node.InvalidInput;
import io.nodectl.program.Flag;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.node.ObjectNode;

/// A program, its surroundings, and how it is known to serve.
final class ProgramOptions {
  private static final int NO_LIMIT = -1;

  private final PositionalParamSpec argv =
      PositionalParamSpec.builder()
          .index("0..*")
          .paramLabel("PROGRAM")
          .type(String[].class)
          .description("The program and its arguments; put -- before it.")
          .build();

  private final OptionSpec env =
      OptionSpec.builder("--env")
          .paramLabel("NAME[=VALUE]")
          .type(String[].class)
          .arity("1")
          .description(
              "A variable for it; without a value, the one it has here. It gets",
              "PATH, HOME, USER, LANG and the like from its node. May be repeated.")
          .build();

  private final Flag<Path> folder =
      Flag.of(
          "--cwd",
          Flag.Value.called("DIR"),
          Values::path,
          "Where it runs; the folder must be there on its node (default: the",
          "runtime environment's working_dir, else a new folder).");

  private final Flag<String> runtimeEnv =
      Flag.of(
          "--runtime-env",
          Flag.Value.called("FILE|JSON"),
          Values::some,
          "Its runtime environment, as in Ray: pip, uv, env_vars and so on.");

  private final Flag<String> workingDir =
      Flag.of(
          "--working-dir",
          Flag.Value.called("DIR|URI"),
          Values::some,
          "A folder or a zip that is brought to its node, and where it runs.");

  private final Flag<Optional<PortMode>> portMode =
      Flag.of(
          "--port-mode",
          Flag.Value.called("MODE"),
          PortModes::read,
          "How its port becomes known: report (it writes it to descriptor 3),",
          "listen-fd, reserve ({port} in its arguments), probe, stdout=REGEX,",
          "portfile=PATH, uds ({uds} in its arguments), none (default: none).");

  private final Flag<HealthCheck> health =
      Flag.of(
          "--health",
          Flag.Value.called("GET:/PATH|listen"),
          Health::read,
          "It is READY when it answers that with 200 to 299; listen: when it",
          "listens (default: when it accepts a connection; nothing is sent).");

  private final Flag<Long> restart =
      Flag.of(
          "--restart",
          Flag.Value.called("N|always"),
          ProgramOptions::restarts,
          "With --detach: how often it is launched again when it ends with",
          "another code than 0, or dies (default: 0).");

  private final Flag<Duration> startTimeout =
      Flag.of(
          "--start-timeout",
          Flag.Value.called("SECONDS"),
          Values::seconds,
          "How long it may take from its start to READY (default: 60).");

  private final Flag<Duration> grace =
      Flag.of(
          "--grace",
          Flag.Value.called("SECONDS"),
          Values::seconds,
          "From SIGTERM to SIGKILL when it is to end (default: 10).");

  private final Flag<String> name =
      Flag.of("--worker-name", Flag.Value.called("TEXT"), "What it is called in 'workers'.");

  void addTo(CommandSpec spec) {
    spec.addPositional(argv);
    spec.parser().stopAtPositional(true);
    spec.addOption(env);
    List.of(folder, runtimeEnv, workingDir, portMode, health, restart, startTimeout, grace, name)
        .forEach(flag -> flag.addTo(spec));
  }

  /// Puts what was asked for into a request, the runtime environment excepted.
  ///
  /// @throws InvalidInput if there is no program
  void fill(LaunchRequest.Builder request, Outside outside) {
    request.setProgram(
        Program.newBuilder()
            .addAllArgv(command())
            .setDirectory(folder.value().map(ProgramOptions::absolute).orElse(""))
            .putAllEnv(Variables.read(values(env), outside.environment())));
    portMode.value().flatMap(mode -> mode).ifPresent(request::setPortMode);
    health.value().ifPresent(request::setHealth);
    restart
        .value()
        .ifPresent(
            most -> request.setRestart(RestartPolicy.newBuilder().setMaxRestarts(most.intValue())));
    startTimeout
        .value()
        .ifPresent(limit -> request.setStartTimeoutMs(positive(startTimeout, limit)));
    grace.value().ifPresent(limit -> request.setStopGraceMs(Math.max(1, limit.toMillis())));
    name.value().ifPresent(request::setName);
  }

  /// The runtime environment that was asked for, with the folders of this host that it names.
  Optional<ObjectNode> runtimeEnv() {
    return RuntimeEnvChoice.of(runtimeEnv.value(), workingDir.value());
  }

  /// As if it were run here, or in the folder that was named: what a shell would look for there is
  /// not looked for elsewhere.
  private List<String> command() {
    List<String> words = values(argv);
    if (words.isEmpty() || words.getFirst().isEmpty()) {
      throw new InvalidInput("a program is missing, as in: nodectl run -- python3 -V");
    }
    String program = words.getFirst();
    boolean isRelative = program.contains("/") && !program.startsWith("/");
    if (!isRelative || (folder.value().isEmpty() && runtimeEnv().isPresent())) {
      return words;
    }
    List<String> found = new ArrayList<>(words);
    found.set(0, absolute(folder.value().orElse(Path.of("")).resolve(program)));
    return found;
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }

  private static long positive(Flag<Duration> flag, Duration limit) {
    if (limit.isZero()) {
      throw new InvalidInput(flag.name() + ": no program starts within 0 s");
    }
    return limit.toMillis();
  }

  private static long restarts(String text) {
    return text.equals("always") ? NO_LIMIT : Math.min(Values.count(text), Integer.MAX_VALUE);
  }

  private static List<String> values(picocli.CommandLine.Model.ArgSpec spec) {
    String @Nullable [] values = spec.getValue();
    return values == null ? List.of() : List.of(values);
  }
}
