package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.InvalidInput;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `nodectl completion`
final class CompletionCommand implements Task {
  private static final List<String> SHELLS = List.of("bash", "zsh");

  private final PositionalParamSpec shell =
      PositionalParamSpec.builder()
          .index("0")
          .required(true)
          .paramLabel(String.join("|", SHELLS))
          .type(String.class)
          .completionCandidates(SHELLS)
          .description("The shell; one script serves both.")
          .build();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec, "Prints a script that teaches bash or zsh to complete nodectl's command lines.");
    Manual.examples(
        spec, "source <(nodectl completion bash)", "nodectl completion zsh >> ~/.zshrc");
    spec.addPositional(shell);
  }

  @Override
  public int run(Outside outside) {
    String wanted = shell.getValue();
    if (!SHELLS.contains(wanted)) {
      throw new InvalidInput(
          "there is no completion for '%s'; it is there for %s"
              .formatted(wanted, String.join(" and ", SHELLS)));
    }
    outside.out().print(AutoComplete.bash("nodectl", Commands.all()));
    return ExitCode.DONE.number();
  }
}
