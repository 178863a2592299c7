package io.nodectl.chaos;

import io.nodectl.machine.Proc;
import io.nodectl.machine.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The same thing very often, to a node of one tiny child: nothing may grow.
public final class Churn implements AutoCloseable {
  /// Says at once that it is ready, with no port, and ends when it is told to.
  private static final String TINY =
      """
      {"components": [{"name": "tiny", "command": ["/bin/sh", "-c",
        "printf 'NODECTL/1 BOUND\\\\npid=%d\\\\n\\\\n' $$ >&3; printf 'NODECTL/1 READY\\\\n\\\\n' >&3; while read -r line; do case $line in *STOP) exit;; esac; done"]}]}
      """;

  private static final int WARM = 10;
  private static final int MORE_DESCRIPTORS = 4;
  private static final double MORE_MEGABYTES = 8;

  private final Path program;
  private final Consumer<String> talk;
  private final TemporaryFolder root = TemporaryFolder.create("nc");
  private final TemporaryFolder files = TemporaryFolder.create("nc");
  private final List<String> findings = new ArrayList<>();

  /// A root of nodes for it.
  ///
  /// @param program the packaged `nodectl`
  /// @param talk told of the progress
  public Churn(Path program, Consumer<String> talk) {
    this.program = program;
    this.talk = talk;
  }

  /// Starts and stops the node that often.
  public void cycles(int count) throws InterruptedException, IOException {
    Path plan = Files.writeString(files.path().resolve("plan.json"), TINY);
    long before = temporaryFiles();
    for (int i = 1; i <= count; i++) {
      start(plan);
      run("stop", "--name", "tiny");
      List<Proc> left = processes();
      if (!left.isEmpty()) {
        findings.add("after cycle " + i + " there is " + left);
        return;
      }
      progress("cycle", i, count);
    }
    long more = temporaryFiles() - before;
    if (more > 0) {
      findings.add(more + " more files in /tmp");
    }
    talk.accept(count + " cycles: nothing runs, " + more + " more files in /tmp");
  }

  /// Restarts the child of one node that often.
  public void restarts(int count) throws InterruptedException, IOException {
    Path plan = Files.writeString(files.path().resolve("plan.json"), TINY);
    start(plan);
    Size first = size();
    for (int i = 1; i <= count; i++) {
      run("restart", "tiny", "--name", "tiny");
      if (i == WARM) {
        first = size();
      }
      progress("restart", i, count);
    }
    Size last = size();
    run("stop", "--name", "tiny");
    talk.accept(count + " restarts: the supervisor had " + first + ", and has " + last);
    if (last.descriptors() > first.descriptors() + MORE_DESCRIPTORS
        || last.megabytes() > first.megabytes() + MORE_MEGABYTES) {
      findings.add("the supervisor grew from " + first + " to " + last);
    }
  }

  /// What must never be, but was; empty if all is well.
  public List<String> findings() {
    return List.copyOf(findings);
  }

  private record Size(int descriptors, double megabytes) {
    @Override
    public String toString() {
      return "%d descriptors and %.1f MB".formatted(descriptors, megabytes);
    }
  }

  private Size size() throws IOException {
    Optional<Proc> supervisor = processes().stream().filter(Victim.SUPERVISOR::is).findFirst();
    if (supervisor.isEmpty()) {
      throw new IOException("the supervisor is gone");
    }
    int descriptors = ProcFiles.descriptors(supervisor.get().pid());
    return new Size(descriptors, supervisor.get().megabytes());
  }

  private void start(Path plan) throws InterruptedException {
    run("start", "--head", "--plan", plan.toString(), "--name", "tiny");
  }

  private void run(String... arguments) throws InterruptedException {
    List<String> command =
        Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList();
    Call.Ended ended =
        Call.begin(files.path(), Map.of("NODECTL_ROOT", root.path().toString()), command).await();
    if (ended.code() != 0) {
      throw new IllegalStateException(String.join(" ", arguments) + ": " + ended);
    }
  }

  private List<Proc> processes() {
    return Proc.all(
        process -> process.environment().contains("NODECTL_SESSION=" + root.path() + "/"));
  }

  private void progress(String what, int done, int all) {
    if (done % 100 == 0) {
      talk.accept(what + " " + done + " of " + all);
    }
  }

  private static long temporaryFiles() throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/tmp"))) {
      return entries.filter(entry -> entry.getFileName().toString().startsWith("nodectl")).count();
    }
  }

  @Override
  public void close() {
    processes().forEach(Proc::kill);
    root.close();
    files.close();
  }
}
