package io.nodectl.process;

import io.nodectl.spawn.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks whether what a wrapper runs still has the report pipe. A wrapper may hold the pipe itself
/// and close it for its child, as many a library that starts processes does; then no report ever
/// comes, and no end of file tells.
final class CutOffCheck implements PortFinder {
  /// Until it is looked again; a wrapper has to load its program first.
  private static final long PAUSE = Duration.ofSeconds(3).toNanos();

  /// As proc(5) shows a descriptor that is a pipe.
  private static final String PIPE = "pipe:[";

  private final EventLoop loop;
  private long pid;
  private long pipe;
  private @Nullable Finding finding;
  private boolean suspected;
  private long dueAt = EventLoop.NEVER;

  /// A check of one child, to be begun when it runs.
  CutOffCheck(EventLoop loop) {
    this.loop = loop;
  }

  @Override
  public void begin(long pid, Finding finding) {
    this.pid = pid;
    this.finding = finding;
    pipe = reportPipe(pid);
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

  /// The inode of what a child was given as its report pipe; 0 if it has closed it already, which
  /// the end of the pipe tells.
  private static long reportPipe(long pid) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/" + pid + "/fd/3")).toString();
      boolean isPipe = target.startsWith(PIPE) && target.endsWith("]");
      return isPipe ? Long.parseLong(target.substring(PIPE.length(), target.length() - 1)) : 0;
    } catch (IOException closedOrGone) {
      return 0;
    }
  }

  private boolean isCutOff() {
    List<Long> descendants = ProcessTree.descendants(pid);
    return pipe != 0 && !descendants.isEmpty() && descendants.stream().noneMatch(this::mayReport);
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
