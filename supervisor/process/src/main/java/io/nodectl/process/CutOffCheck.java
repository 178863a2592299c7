package io.nodectl.process;

import io.nodectl.spawn.ProcessTree;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks whether what a wrapper runs still has the report pipe. A wrapper may hold the pipe itself
/// and close it for its child, as many a library that starts processes does; then no report ever
/// comes, and no end of file tells.
final class CutOffCheck implements PortFinder {
  /// Until it is looked again; a wrapper has to load its program first.
  private static final long PAUSE = Duration.ofSeconds(3).toNanos();

  private final EventLoop loop;
  private final long pipe;
  private long pid;
  private @Nullable Finding finding;
  private boolean suspected;
  private long dueAt = EventLoop.NEVER;

  /// A check of one child, to be begun when it runs.
  ///
  /// @param pipe the inode of its report pipe. What the child itself has as descriptor 3 does not
  ///     tell: a quick wrapper has put it away before anybody looks
  CutOffCheck(EventLoop loop, long pipe) {
    this.loop = loop;
    this.pipe = pipe;
  }

  @Override
  public void begin(long pid, Finding finding) {
    this.pid = pid;
    this.finding = finding;
    dueAt = loop.now() + PAUSE;
  }

  @Override
  public long dueAt() {
    return dueAt;
  }

  /// It must look so twice: a program may be seen between its start and its getting the pipe.
  @Override
  public void onTime(long now) {
    Finding told = finding;
    if (told == null || now < dueAt) {
      return;
    }
    boolean cutOff = isCutOff();
    if (cutOff && suspected) {
      close();
      told.refused(
          new Verdict.CutOff("pid " + pid + " (" + ProcessTree.nameOf(pid).orElse("?") + ")"));
      return;
    }
    suspected = cutOff;
    dueAt = now + PAUSE;
  }

  private boolean isCutOff() {
    List<Long> descendants = ProcessTree.descendants(pid);
    return !descendants.isEmpty() && descendants.stream().noneMatch(this::mayReport);
  }

  /// A process that cannot be looked into may.
  private boolean mayReport(long descendant) {
    return ProcessTree.pipeInodes(descendant).map(held -> held.contains(pipe)).orElse(true);
  }

  @Override
  public void close() {
    dueAt = EventLoop.NEVER;
    finding = null;
  }
}
