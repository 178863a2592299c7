package io.nodectl.runtimeenv;

import io.nodectl.program.Surroundings;
import io.nodectl.runtimeenv.packages.GcsDoor;
import io.nodectl.runtimeenv.tools.Toolbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// The agent, and what has to end with it. None of it touches the disk or loads anything heavy
/// before somebody asks for an environment.
///
/// @param parts answer requests
/// @param front lets requests through
/// @param gcs where packages of the cluster come from
/// @param tools what installs things
record Agent(Lazy<Parts> parts, HttpFront front, GcsDoor gcs, Toolbox tools)
    implements AutoCloseable {
  /// So long after its start an agent looks for what an earlier one did not finish: the start of a
  /// node has other things to do.
  private static final long TIDY_AFTER_S = 3;

  /// @throws IllegalArgumentException with words for the user, if a plug-in is of no use
  static Agent of(AgentFlags flags, Access access, Surroundings around) {
    GcsDoor gcs = new GcsDoor(around);
    Toolbox tools = new Toolbox();
    Lazy<Parts> parts = new Lazy<>(() -> Parts.of(flags, around, gcs, tools));
    if (!flags.plugins().isEmpty()) {
      // One that is of no use is to be told at once, and not to the first who asks.
      Parts _ = parts.get();
    }
    return new Agent(parts, new HttpFront(access, parts), gcs, tools);
  }

  /// Removes what an earlier agent did not finish, if there was one; returns at once.
  void tidy(Path folder) {
    if (Files.isDirectory(folder)) {
      Executor later =
          CompletableFuture.delayedExecutor(
              TIDY_AFTER_S, TimeUnit.SECONDS, task -> Thread.ofVirtual().name("tidy").start(task));
      later.execute(() -> parts.get().shelves().tidy());
    }
  }

  @Override
  public void close() {
    tools.close();
    gcs.close();
  }
}
