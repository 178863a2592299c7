package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

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
      completionCandidates = Shells.class,
      description = "The shell; one script serves both.")
  private String shell = "";

  @Override
  public int run(Outside outside) {
    List<String> shells = new Shells();
    if (!shells.contains(shell)) {
      throw new InvalidInput(
          "there is no completion for '%s'; it is there for %s"
              .formatted(shell, String.join(" and ", shells)));
    }
    outside.out().print(AutoComplete.bash("nodectl", Commands.all()));
    return ExitCode.DONE.number();
  }

  /// The words, for completion.
  static final class Shells extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Shells() {
      super(List.of("bash", "zsh"));
    }
  }
}
