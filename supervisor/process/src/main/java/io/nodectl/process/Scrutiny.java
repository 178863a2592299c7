package io.nodectl.process;

/// How somebody looks into a child while it runs.
///
/// @param jdwp whether it is a JVM under the Java Debug Wire Protocol, which announces on its
///     output where it waits for a debugger
/// @param wrapped whether the command is a tool that runs the program proper
public record Scrutiny(boolean jdwp, boolean wrapped) {
  /// Nobody looks.
  public static final Scrutiny NONE = new Scrutiny(false, false);
}
