package io.nodectl.bench.run;

import io.grpc.ManagedChannel;
import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.PortMode;
import io.nodectl.messages.raylet.Program;
import io.nodectl.messages.raylet.ReportMode;
import io.nodectl.messages.raylet.StopRequest;
import io.nodectl.messages.raylet.WatchReply;
import io.nodectl.messages.raylet.WatchRequest;
import io.nodectl.messages.raylet.WorkerInfo;
import io.nodectl.messages.raylet.WorkerState;
import io.nodectl.messages.raylet.WorkersGrpc;
import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import io.nodectl.rpc.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A raylet that is asked to run programs.
public final class NodeUnderLoad implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final ManagedChannel channel;

  /// @param port where it listens on the loopback address
  public NodeUnderLoad(int port, AuthToken token) {
    channel = Channels.open("127.0.0.1", port, ChannelOptions.plain().with(token).with(PATIENCE));
  }

  /// A program that reports its port.
  ///
  /// @param runtimeEnv as JSON; empty for none
  static LaunchRequest reporting(String runtimeEnv) {
    return LaunchRequest.newBuilder()
        .setProgram(Program.newBuilder().addAllArgv(ReportingProgram.command(3)))
        .setPortMode(PortMode.newBuilder().setReport(ReportMode.getDefaultInstance()))
        .setRuntimeEnv(runtimeEnv)
        .build();
  }

  /// A program that does nothing.
  static LaunchRequest idle() {
    return LaunchRequest.newBuilder()
        .setProgram(Program.newBuilder().addArgv("/bin/sleep").addArgv("1000"))
        .build();
  }

  /// Launches a program and waits until it is READY.
  WorkerInfo launch(LaunchRequest request) {
    String id = NodeId.random().hex();
    LaunchReply reply =
        WorkersGrpc.newBlockingStub(channel).launch(request.toBuilder().setWorkerId(id).build());
    if (!reply.hasStarted()) {
      throw new IllegalStateException("not launched: " + reply);
    }
    Iterator<WatchReply> news =
        WorkersGrpc.newBlockingStub(channel)
            .watch(WatchRequest.newBuilder().setWorkerId(id).setOutcomesOnly(true).build());
    while (news.hasNext()) {
      WorkerInfo worker = news.next().getWorker();
      if (worker.getState() == WorkerState.READY) {
        return worker;
      }
      if (worker.getState() == WorkerState.FAILED || worker.getState() == WorkerState.EXITED) {
        throw new IllegalStateException("not ready: " + worker);
      }
    }
    throw new IllegalStateException("nothing is told of the program any more");
  }

  /// Launches so many at once, and waits until all are READY.
  List<WorkerInfo> launch(LaunchRequest request, int count)
      throws ExecutionException, InterruptedException {
    List<WorkerInfo> workers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<WorkerInfo>> launches = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        launches.add(threads.submit(() -> launch(request)));
      }
      for (Future<WorkerInfo> launch : launches) {
        workers.add(launch.get());
      }
    }
    return workers;
  }

  /// Ends them, without any grace.
  void stop(List<WorkerInfo> workers) throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> stops = new ArrayList<>();
      for (WorkerInfo worker : workers) {
        stops.add(threads.submit(() -> stop(worker)));
      }
      for (Future<?> stop : stops) {
        stop.get();
      }
    }
  }

  private void stop(WorkerInfo worker) {
    var _ =
        WorkersGrpc.newBlockingStub(channel)
            .stop(
                StopRequest.newBuilder().setWorkerId(worker.getWorkerId()).setGraceMs(-1).build());
  }

  @Override
  public void close() {
    Channels.close(channel);
  }
}
