package io.nodectl.runtimeenv.tools;

import io.nodectl.spawn.Spawner;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Runs tools. Native code is loaded when the first one is run.
public final class Toolbox implements AutoCloseable {
  private final Set<ToolRun> running = new HashSet<>();
  private @Nullable Spawner spawner;
  private boolean closed;

  /// Runs a tool to its end; an interrupt ends it.
  public ToolEnd run(ToolCall call) throws InterruptedException {
    ToolRun run;
    synchronized (running) {
      if (closed) {
        return new ToolEnd.Cancelled();
      }
      run = new ToolRun(call, spawner());
      running.add(run);
    }
    CompletableFuture<ToolEnd> end = new CompletableFuture<>();
    try {
      run.begin(end);
      return end.get();
    } catch (InterruptedException e) {
      run.cancel();
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a tool could not be watched", e);
    } finally {
      synchronized (running) {
        running.remove(run);
      }
    }
  }

  private Spawner spawner() {
    Spawner known = spawner;
    if (known == null) {
      known = Spawner.start();
      spawner = known;
    }
    return known;
  }

  /// Ends all tools that run; later ones do not begin.
  @Override
  public void close() {
    synchronized (running) {
      closed = true;
      running.forEach(ToolRun::cancel);
      if (spawner != null) {
        spawner.close();
      }
    }
  }
}
