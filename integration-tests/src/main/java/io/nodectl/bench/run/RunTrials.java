package io.nodectl.bench.run;

import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.WorkerInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// What is measured of programs on one raylet.
///
/// @param rayletPid its process
public record RunTrials(NodeUnderLoad node, long rayletPid) {
  private static final double NANOS_PER_MS = 1e6;
  private static final String ENVIRONMENT = "{\"env_vars\": {\"A\": \"1\"}}";
  private static final int CROWD = 100;
  private static final int IDLE = 200;
  private static final int WARM_UP = 20;
  private static final long WATCHED_S = 10;

  /// Of proc_pid_stat(5), in 100 ticks a second, after the name in parentheses.
  private static final int USER_TIME = 11;

  private static final int SYSTEM_TIME = 12;
  private static final double TICKS_PER_S = 100;

  /// The first launches load classes; nobody waits for those twice.
  public void warmUp() throws ExecutionException, InterruptedException {
    node.stop(node.launch(NodeUnderLoad.reporting(""), WARM_UP));
    node.stop(node.launch(NodeUnderLoad.reporting(ENVIRONMENT), 1));
  }

  /// How much later a program that reports its port is READY than it would have reported plainly,
  /// in milliseconds.
  public RunFigure overhead(int runs) throws Exception {
    List<Double> values = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      double plain = ReportingProgram.plain(1);
      values.add((timed(NodeUnderLoad.reporting("")) - plain) / NANOS_PER_MS);
    }
    return new RunFigure("a report child to READY, over its plain start", "ms", values, 10);
  }

  /// The same for what a runtime environment that is there adds.
  public RunFigure environment(int runs) throws Exception {
    List<Double> values = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      double without = timed(NodeUnderLoad.reporting(""));
      values.add((timed(NodeUnderLoad.reporting(ENVIRONMENT)) - without) / NANOS_PER_MS);
    }
    return new RunFigure("a cached runtime environment adds", "ms", values, 20);
  }

  /// Many at once, as a multiple of their plain start.
  public RunFigure crowd(int runs) throws Exception {
    List<Double> values = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      double plain = ReportingProgram.plain(CROWD);
      long began = System.nanoTime();
      List<WorkerInfo> workers = node.launch(NodeUnderLoad.reporting(""), CROWD);
      values.add((System.nanoTime() - began) / plain);
      node.stop(workers);
    }
    return new RunFigure(CROWD + " children at once, plain start = 1", "x", values, 1.3);
  }

  /// What many idle ones cost their raylet: memory of each in KB, and processor time of all in
  /// percent of a core.
  public List<RunFigure> idle() throws Exception {
    long before = residentKb();
    List<WorkerInfo> workers = node.launch(NodeUnderLoad.idle(), IDLE);
    double each = (residentKb() - before) / (double) IDLE;
    long ticks = ticks();
    var _ = new CountDownLatch(1).await(WATCHED_S, TimeUnit.SECONDS);
    double percent = (ticks() - ticks) / TICKS_PER_S / WATCHED_S * 100;
    node.stop(workers);
    return List.of(
        new RunFigure("memory of the raylet for each of " + IDLE, "KB", List.of(each), 50),
        new RunFigure(IDLE + " idle workers, of a core", "%", List.of(percent), 1));
  }

  private double timed(LaunchRequest request) throws ExecutionException, InterruptedException {
    long began = System.nanoTime();
    WorkerInfo worker = node.launch(request);
    double took = System.nanoTime() - began;
    node.stop(List.of(worker));
    return took;
  }

  private long residentKb() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(rayletPid), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }

  private long ticks() throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(rayletPid), "stat"));
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    return Long.parseLong(fields.get(USER_TIME)) + Long.parseLong(fields.get(SYSTEM_TIME));
  }
}
