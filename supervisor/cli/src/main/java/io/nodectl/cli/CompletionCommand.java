package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import java.util.ArrayList;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// `nodectl completion`
@Command(
    name = "completion",
    sortOptions = false,
    description = "Prints a script that teaches bash or zsh to complete nodectl's command lines.",
    footerHeading = "%nExamples:%n",
    footer = {"  source <(nodectl completion bash)", "  nodectl completion zsh >> ~/.zshrc"})
final class CompletionCommand implements Task {
  @Parameters(
      paramLabel = "bash|zsh",
      converter = ShellReader.class,
      completionCandidates = Shells.class,
      description = "The shell; one script serves both.")
  private String shell = "";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Override
  public int run(Outside outside) {
    outside.out().print(AutoComplete.bash("nodectl", Commands.all()));
    return ExitCode.DONE.number();
  }

  /// Reads `bash` or `zsh`.
  static final class ShellReader implements picocli.CommandLine.ITypeConverter<String> {
    @Override
    public String convert(String word) {
      if (!new Shells().contains(word)) {
        throw new TypeConversionException("it is bash or zsh, not '" + word + "'");
      }
      return word;
    }
  }

  /// The words, for completion.
  static final class Shells extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Shells() {
      super(List.of("bash", "zsh"));
    }
  }
}
