package io.nodectl.bench;

import io.grpc.ManagedChannel;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.nodectl.load.Fuzz;
import io.nodectl.machine.Proc;
import io.nodectl.messages.ray.ActorInfoGcsServiceGrpc;
import io.nodectl.messages.ray.ControlPlanePubSubGcsServiceGrpc;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc;
import io.nodectl.messages.ray.JobInfoGcsServiceGrpc;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import io.nodectl.messages.ray.NodeResourceInfoGcsServiceGrpc;
import io.nodectl.messages.ray.ObservabilityPubSubServiceGrpc;
import io.nodectl.messages.ray.PlacementGroupInfoGcsServiceGrpc;
import io.nodectl.messages.ray.RayEventExportGcsServiceGrpc;
import io.nodectl.messages.ray.RuntimeEnvGcsServiceGrpc;
import io.nodectl.messages.ray.TaskInfoGcsServiceGrpc;
import io.nodectl.messages.ray.WorkerInfoGcsServiceGrpc;
import io.nodectl.messages.ray.autoscaler.AutoscalerStateServiceGrpc;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.ChannelOptions.Retries;
import io.nodectl.rpc.Channels;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `scripts/bench gcs-fuzz`
@Command(
    name = "gcs-fuzz",
    description = {
      "Sends requests that make no sense to each service of a gcs-server that runs.",
      "Shows its memory, threads and descriptors after each. It must let callers in without a token:"
          + " RAY_AUTH_MODE=disabled."
    },
    mixinStandardHelpOptions = true)
final class GcsFuzzCommand implements Callable<Integer> {

  private static final List<ServiceDescriptor> SERVICES =
      List.of(
          ActorInfoGcsServiceGrpc.getServiceDescriptor(),
          AutoscalerStateServiceGrpc.getServiceDescriptor(),
          ControlPlanePubSubGcsServiceGrpc.getServiceDescriptor(),
          InternalKVGcsServiceGrpc.getServiceDescriptor(),
          JobInfoGcsServiceGrpc.getServiceDescriptor(),
          NodeInfoGcsServiceGrpc.getServiceDescriptor(),
          NodeResourceInfoGcsServiceGrpc.getServiceDescriptor(),
          ObservabilityPubSubServiceGrpc.getServiceDescriptor(),
          PlacementGroupInfoGcsServiceGrpc.getServiceDescriptor(),
          RayEventExportGcsServiceGrpc.getServiceDescriptor(),
          RuntimeEnvGcsServiceGrpc.getServiceDescriptor(),
          TaskInfoGcsServiceGrpc.getServiceDescriptor(),
          WorkerInfoGcsServiceGrpc.getServiceDescriptor());

  @Option(names = "--address", required = true, description = "HOST:PORT of the gcs-server")
  private String address = "";

  @Option(names = "--pid", required = true, description = "of the gcs-server")
  private long pid;

  @Option(
      names = "--messages",
      defaultValue = "10000",
      description = "to each service (default: ${DEFAULT-VALUE})")
  private long messages;

  @Option(
      names = "--services",
      defaultValue = "",
      description = "only those whose names contain this (default: all)")
  private String services = "";

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "the same requests for the same one (default: ${DEFAULT-VALUE})")
  private long seed;

  /// Made by picocli.
  GcsFuzzCommand() {}

  @Override
  public Integer call() throws InterruptedException, IOException {
    int colon = address.lastIndexOf(':');
    int port = Integer.parseInt(address.substring(colon + 1));
    ManagedChannel gcs =
        Channels.open(address.substring(0, colon), port, ChannelOptions.plain().with(Retries.NONE));
    show("before", 0, Map.of());
    try {
      for (ServiceDescriptor service : SERVICES) {
        if (service.getName().contains(services)) {
          long begun = System.nanoTime();
          Map<Status.Code, Long> ends = new Fuzz(gcs, service).send(messages, seed);
          show(service.getName(), (System.nanoTime() - begun) / 1e9, ends);
        }
      }
    } finally {
      Channels.close(gcs);
    }
    show("after", 0, Map.of());
    return 0;
  }

  private void show(String what, double seconds, Map<Status.Code, Long> ends) throws IOException {
    List<Proc> processes = Proc.all(process -> process.pid() == pid);
    if (processes.isEmpty()) {
      throw new IOException("process %d has ended".formatted(pid));
    }
    System.out.printf(
        "%-46s %7.1f s  %6.1f MB  %3d threads  %4d descriptors  %s%n",
        what, seconds, processes.getFirst().megabytes(), count("task"), count("fd"), ends);
  }

  private int count(String folder) throws IOException {
    int count = 0;
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), folder))) {
      for (Path _ : entries) {
        count++;
      }
    }
    return count;
  }
}
