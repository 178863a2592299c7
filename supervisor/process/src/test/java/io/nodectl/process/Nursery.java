package io.nodectl.process;

import io.nodectl.testchild.TestChildCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Launches real children for tests, and kills what is left of them.
final class Nursery implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(30);

  /// The records of a child that has no ports and is ready, for the format of printf(1).
  static final String READY = "NODECTL/1 BOUND\\n\\nNODECTL/1 READY\\n\\n";

  private final Children children = Children.start();
  private final Path folder;
  private StandardInput stdin = StandardInput.NULL;
  private PortSource ports = new PortSource.ByReport();
  private Duration readyWithin = LONG;
  private Scrutiny scrutiny = Scrutiny.NONE;
  private @Nullable OutputTap tap;

  Nursery(Path folder) {
    this.folder = folder;
  }

  Nursery wired() {
    stdin = StandardInput.WIRE;
    return this;
  }

  Nursery ports(PortSource source) {
    ports = source;
    return this;
  }

  Nursery readyWithin(Duration limit) {
    readyWithin = limit;
    return this;
  }

  Nursery underJdwp() {
    scrutiny = new Scrutiny(true, false);
    return this;
  }

  /// Gives the child a standard input for bytes.
  Nursery fed() {
    stdin = StandardInput.BYTES;
    return this;
  }

  /// Keeps standard output and error apart, the former in the usual log.
  Nursery tapped(OutputTap listener) {
    tap = listener;
    return this;
  }

  private ChildOutput output() {
    return tap == null
        ? new ChildOutput.Together(log())
        : new ChildOutput.Apart(log(), folder.resolve("child.err"), tap);
  }

  Path log() {
    return folder.resolve("child.log");
  }

  ManagedChild shell(Heard heard, String script) {
    return launch(heard, List.of("/bin/sh", "-c", script));
  }

  /// A shell that is ready before it runs the script.
  ManagedChild readyShell(Heard heard, String script) throws InterruptedException {
    ManagedChild child = shell(heard, "printf '" + READY + "' >&3; " + script);
    heard.await(ChildEvent.Ready.class);
    return child;
  }

  ManagedChild java(Heard heard, String... words) {
    return launch(heard, TestChildCommand.of(words));
  }

  ManagedChild launch(Heard heard, List<String> command) {
    Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin");
    ChildSpec spec =
        new ChildSpec("child", command, environment, folder, stdin, ports, output(), scrutiny);
    return children.launch(spec, readyWithin, heard);
  }

  /// The pid that a child wrote into a file before it was ready.
  long pidIn(String file) throws java.io.IOException {
    return Long.parseLong(Files.readString(folder.resolve(file)).strip());
  }

  @Override
  public void close() {
    children.close();
  }
}
