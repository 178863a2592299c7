package io.nodectl.runtimeenv.tools;

import io.nodectl.spawn.Child;
import io.nodectl.spawn.ExitStatus;
import io.nodectl.spawn.Fd;
import io.nodectl.spawn.Interest;
import io.nodectl.spawn.Pipe;
import io.nodectl.spawn.Poller;
import io.nodectl.spawn.ProcessTree;
import io.nodectl.spawn.Signal;
import io.nodectl.spawn.SpawnException;
import io.nodectl.spawn.SpawnSpec;
import io.nodectl.spawn.Spawner;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One run of a tool: a child in a session of its own, watched by a thread of its own. When it has
/// ended, or must, so does all that is left of its session.
final class ToolRun {
  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final int BUFFER = 8192;

  private final ToolCall call;
  private final Spawner spawner;
  private final Poller poller;
  private final LastWords words;
  private final byte[] buffer = new byte[BUFFER];
  private volatile boolean cancelled;

  // Only for the thread that watches.
  private boolean silent;
  private @Nullable ExitStatus status;

  ToolRun(ToolCall call, Spawner spawner) {
    this.call = call;
    this.spawner = spawner;
    this.poller = Poller.open();
    this.words = new LastWords(call.lines());
  }

  /// Ends it soon, if it runs; from any thread.
  void cancel() {
    cancelled = true;
    poller.wakeUp();
  }

  void begin(CompletableFuture<ToolEnd> end) {
    Thread.ofPlatform().name("tool").daemon().start(() -> run(end));
  }

  private void run(CompletableFuture<ToolEnd> end) {
    try (poller;
        Pipe pipe = Pipe.open()) {
      end.complete(watch(start(pipe), pipe.readEnd()));
    } catch (SpawnException e) {
      end.complete(new ToolEnd.NotStarted(String.valueOf(e.getMessage())));
    } catch (RuntimeException | Error e) {
      // Whoever waits must not wait for ever.
      end.completeExceptionally(e);
    }
  }

  private Child start(Pipe pipe) throws SpawnException {
    Fd output = pipe.writeEnd();
    Child child =
        spawner.spawn(
            new SpawnSpec(
                call.command(),
                call.variables(),
                call.directory(),
                Map.of(STDOUT, output, STDERR, output)));
    output.close();
    return child;
  }

  private ToolEnd watch(Child child, Fd output) {
    output.nonBlocking();
    poller.watch(output, Interest.READ, () -> hear(output));
    poller.watch(child.pidfd(), Interest.READ, () -> reap(child));
    while (status == null && !cancelled && !call.limit().isOver()) {
      poller.await(call.limit().left());
    }
    ExitStatus ended = status;
    if (ended == null) {
      return endByForce(child, output);
    }
    hear(output);
    endSession(child);
    return new ToolEnd.Ended(ended, words.text());
  }

  private void hear(Fd output) {
    while (!silent) {
      int length = output.read(buffer);
      if (length <= 0) {
        silent = length < 0;
        break;
      }
      words.hear(buffer, length);
    }
    if (silent) {
      poller.unwatch(output);
    }
  }

  private void reap(Child child) {
    Fd pidfd = child.pidfd();
    child.reap().ifPresent(how -> status = how);
    if (status != null) {
      poller.unwatch(pidfd);
    }
  }

  private ToolEnd endByForce(Child child, Fd output) {
    endSession(child);
    while (status == null) {
      poller.await(Optional.empty());
    }
    hear(output);
    return cancelled ? new ToolEnd.Cancelled() : new ToolEnd.TooLate(words.text());
  }

  /// Until nobody is left who could start another one.
  private static void endSession(Child child) {
    boolean _ = child.signalGroup(Signal.KILL);
    Set<Long> killed = new HashSet<>();
    for (Set<Long> left = left(child); !left.isEmpty(); left = left(child)) {
      left.removeAll(killed);
      if (left.isEmpty()) {
        break;
      }
      left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
      killed.addAll(left);
    }
  }

  private static Set<Long> left(Child child) {
    return new HashSet<>(ProcessTree.pidsInSession(child.pid()));
  }
}
