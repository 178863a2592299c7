package io.nodectl.raylet.workers;

import java.util.List;
import java.util.Map;

/// Brings what becomes of a program to the thread of the workers, as long as it is the worker's
/// present one.
final class ProgramNews implements ProgramListener {
  private final Worker worker;
  private final int incarnation;
  private final WorkerThread thread;
  private final WorkerCare care;

  ProgramNews(Worker worker, int incarnation, WorkerThread thread, WorkerCare care) {
    this.worker = worker;
    this.incarnation = incarnation;
    this.thread = thread;
    this.care = care;
  }

  private void whileIt(Runnable what) {
    thread.execute(
        () -> {
          if (worker.life.incarnation() == incarnation) {
            what.run();
          }
        });
  }

  @Override
  public void running(long pid) {
    whileIt(
        () -> {
          worker.pid = pid;
          care.tell(worker);
        });
  }

  @Override
  public void bound(Map<String, String> ports, String unchecked) {
    whileIt(
        () -> {
          worker.ports.putAll(ports);
          worker.portsUnchecked = unchecked;
          care.tell(worker);
        });
  }

  @Override
  public void said(String text) {
    whileIt(
        () -> {
          care.note(worker, text);
          List.copyOf(worker.watchers).forEach(watcher -> watcher.progress(text));
        });
  }

  @Override
  public void event(WorkerEvent event) {
    whileIt(() -> care.happened(worker, event));
  }
}
