package io.nodectl.cli;

import io.nodectl.cli.Outside.Screen;
import io.nodectl.handshake.ExitCode;
import io.nodectl.node.NodeFolder;
import io.nodectl.node.NodeSpec;
import io.nodectl.node.ProblemException;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What a start says to whoever asked for it.
final class StartTalk {
  private final NodeSpec spec;
  private final OutputOptions output;
  private final Outside outside;

  StartTalk(NodeSpec spec, OutputOptions output, Outside outside) {
    this.spec = spec;
    this.output = output;
    this.outside = outside;
  }

  /// Shows the start while it goes on.
  StartView view() {
    return outside.screen() == Screen.TERMINAL
        ? LiveView.begin(spec.name(), outside.err())
        : new PlainView(outside.err());
  }

  /// The ports of the last time, to be read before the start.
  LastPortNumbers lastPorts() {
    return LastPortNumbers.of(folder());
  }

  NodeFolder folder() {
    return outside.root().node(spec.name());
  }

  /// Why there is no result, when a signal came before it.
  ProblemException interrupted() {
    return Words.problem(
        ExitCode.INTERRUPTED,
        "the start of node '%s' was interrupted; nothing of it is left".formatted(spec.name()));
  }

  /// The result.
  ///
  /// @param before the ports of the last time
  void ready(ObjectNode status, LastPortNumbers before) {
    List<String> changes = before.changes(status, spec.ports().keySet());
    changes.forEach(line -> outside.err().println("note: " + line));
    if (output.isJson()) {
      OutputOptions.printJson(status, outside.out());
    } else {
      NextSteps.lines(status, outside.command()).forEach(outside.out()::println);
    }
    outside.out().flush();
  }
}
