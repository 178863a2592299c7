package io.nodectl.cli;

import io.nodectl.node.Debugging;
import io.nodectl.node.Debugging.Jdwp;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.Tool;
import io.nodectl.node.Wrapper;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Who is to be looked into, and with what.
final class DebugOptions {
  private static final String SUSPEND = ":suspend";

  /// What a record that a supervisor reads has room for, beside all else.
  private static final int LONGEST_COMMAND = 2000;

  private final OptionSpec debug =
      repeatable("--debug", "COMPONENT[:suspend]")
          .description(
              "Let a Java debugger attach to that component, on a port that 'status'",
              "shows as jdwp. With :suspend it waits for one before it runs anything.",
              "May be given for several components.")
          .build();

  private final OptionSpec wrap =
      repeatable("--wrap", "COMPONENT=TOOL")
          .description(
              "Run that component under gdb (prints all stacks into its log when it",
              "crashes) or strace (writes COMPONENT.strace into the session folder).",
              "With a COMPONENT alone: under the command that follows after --.")
          .build();

  private final PositionalParamSpec rest =
      PositionalParamSpec.builder()
          .index("0..*")
          .paramLabel("ARGV")
          .type(String[].class)
          .hidden(true)
          .build();

  private static OptionSpec.Builder repeatable(String name, String label) {
    return OptionSpec.builder(name).paramLabel(label).type(String[].class).arity("1");
  }

  void addTo(CommandSpec spec) {
    spec.addOption(debug);
    spec.addOption(wrap);
    spec.addPositional(rest);
  }

  /// Every value that the command line has for it.
  private static List<String> values(ArgSpec spec) {
    String @Nullable [] values = spec.getValue();
    return values == null ? List.of() : List.of(values);
  }

  /// What was asked for, by component.
  ///
  /// @param environment whose PATH the tools are looked for in
  /// @throws InvalidInput if it cannot be done
  Map<String, Debugging> chosen(Map<String, String> environment) {
    Map<String, Jdwp> jdwp = jdwp();
    Map<String, Wrapper> wrappers = wrappers();
    wrappers.values().forEach(wrapper -> requireInstalled(wrapper.program(), environment));
    Set<String> components = new TreeSet<>(jdwp.keySet());
    components.addAll(wrappers.keySet());
    Map<String, Debugging> chosen = new HashMap<>();
    for (String component : components) {
      chosen.put(
          component,
          new Debugging(
              jdwp.getOrDefault(component, Jdwp.OFF),
              Optional.ofNullable(wrappers.get(component))));
    }
    return chosen;
  }

  private Map<String, Jdwp> jdwp() {
    Map<String, Jdwp> chosen = new HashMap<>();
    for (String text : values(debug)) {
      boolean suspended = text.endsWith(SUSPEND);
      String component = suspended ? text.substring(0, text.length() - SUSPEND.length()) : text;
      if (component.isEmpty() || component.contains(":")) {
        throw new InvalidInput(
            "--debug takes COMPONENT or COMPONENT:suspend, such as raylet:suspend, not '%s'"
                .formatted(text));
      }
      refuseTwice(
          chosen.put(component, suspended ? Jdwp.SUSPENDED : Jdwp.ON), "--debug", component);
    }
    return chosen;
  }

  private Map<String, Wrapper> wrappers() {
    Map<String, Wrapper> chosen = new HashMap<>();
    boolean restTaken = false;
    for (String text : values(wrap)) {
      int equals = text.indexOf('=');
      String component = equals < 0 ? text : text.substring(0, equals);
      Wrapper wrapper = equals < 0 ? free(restTaken) : known(text.substring(equals + 1));
      restTaken |= equals < 0;
      refuseTwice(chosen.put(component, wrapper), "--wrap", component);
    }
    if (!restTaken && !values(rest).isEmpty()) {
      throw new InvalidInput("unexpected '%s'".formatted(values(rest).getFirst()));
    }
    return chosen;
  }

  private static Wrapper known(String name) {
    return Arrays.stream(Tool.values())
        .filter(tool -> tool.word().equals(name))
        .findFirst()
        .<Wrapper>map(Wrapper.Known::new)
        .orElseThrow(
            () ->
                new InvalidInput(
                    "--wrap does not know the tool '%s'; it knows %s. Another one is put before a component with: --wrap COMPONENT -- TOOL ARGUMENTS"
                        .formatted(
                            name,
                            Arrays.stream(Tool.values())
                                .map(Tool::word)
                                .collect(Collectors.joining(" and ")))));
  }

  private Wrapper free(boolean taken) {
    if (taken) {
      throw new InvalidInput(
          "--wrap COMPONENT without a tool can be given once: there is one command after --");
    }
    List<String> words = values(rest);
    if (words.isEmpty()) {
      throw new InvalidInput(
          "--wrap COMPONENT needs a tool, as in raylet=strace, or a command after all options, as in: --wrap raylet -- ltrace -f");
    }
    int length = words.stream().mapToInt(w -> w.getBytes(StandardCharsets.UTF_8).length).sum();
    if (length > LONGEST_COMMAND) {
      throw new InvalidInput(
          "the command after -- has %d bytes; %d are possible: put it into a script"
              .formatted(length, LONGEST_COMMAND));
    }
    return new Wrapper.Argv(words);
  }

  private static void refuseTwice(@Nullable Object before, String flag, String component) {
    if (before != null) {
      throw new InvalidInput("%s is given twice for %s".formatted(flag, component));
    }
  }

  private static void requireInstalled(String program, Map<String, String> environment) {
    boolean found =
        program.contains("/")
            ? isProgram(new File(program))
            : Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> isProgram(new File(folder, program)));
    if (!found) {
      throw new InvalidInput(
          "--wrap: there is no program '%s' %s: install it, or give its absolute path"
              .formatted(program, program.contains("/") ? "there" : "in PATH"));
    }
  }

  private static boolean isProgram(File file) {
    return file.isFile() && file.canExecute();
  }
}
