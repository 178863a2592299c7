package io.nodectl.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What to run, and how it is told and heard.
///
/// @param name what the child is called in messages; need not be unique
/// @param command program and arguments; the program is absolute or is looked up in the PATH of
///     `environment`
/// @param environment the whole environment of the child, which inherits nothing from this process;
///     `NODECTL_REPORT` is added to it
/// @param directory working directory
/// @param stdin what the child has as standard input
/// @param ports how the child shows which ports it has
/// @param output where standard output and error go
/// @param scrutiny how somebody looks into it; an eighth part, because it is of the launch and of
///     nothing else here
public record ChildSpec(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path directory,
    StandardInput stdin,
    PortSource ports,
    ChildOutput output,
    Scrutiny scrutiny) {
  /// A child that nobody looks into.
  // As many as the record has.
  public ChildSpec(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path directory,
      StandardInput stdin,
      PortSource ports,
      ChildOutput output) {
    this(name, command, environment, directory, stdin, ports, output, Scrutiny.NONE);
  }

  public ChildSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("child '" + name + "' has no command to run");
    }
  }
}
