package io.nodectl.program;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// How a program is called.
///
/// @param description what the program is, by lines
/// @param flags all that it has but `--help`, in the order of its help
public record Usage(String name, List<String> description, List<Flag<?>> flags) {

  public Usage {
    description = List.copyOf(description);
    flags = List.copyOf(flags);
  }

  /// Reads command lines into the flags.
  CommandLine commandLine() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(null, new NoReflection()).name(name);
    spec.usageMessage().description(description.toArray(new String[0])).sortOptions(false);
    for (Flag<?> flag : flags) {
      flag.addTo(spec);
    }
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help message and exit.")
            .build());
    return new CommandLine(spec, new NoReflection())
        .setColorScheme(Help.defaultColorScheme(Ansi.OFF));
  }
}
