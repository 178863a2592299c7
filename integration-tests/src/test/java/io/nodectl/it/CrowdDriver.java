package io.nodectl.it;

import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.PortMode;
import io.nodectl.messages.raylet.Program;
import io.nodectl.messages.raylet.ReserveMode;
import io.nodectl.messages.raylet.WorkerState;
import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/// A program that has a raylet run many servers at once, over one connection, and waits until all
/// are READY. It fails if one is not.
final class CrowdDriver {
  private CrowdDriver() {}

  /// Runs it.
  ///
  /// @param head status object of the raylet's node
  /// @param addresses that the servers are bound to, one after the other
  static List<String> command(JsonNode head, int servers, List<String> addresses) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CrowdDriver.class.getName(),
                Integer.toString(Json.port(head, "raylet", "node-manager")),
                head.path("auth").path("token_path").asString(),
                Integer.toString(servers)));
    command.addAll(addresses);
    return command;
  }

  public static void main(String[] args) throws Exception {
    AuthToken token = AuthToken.of(Files.readString(Path.of(args[1])).strip());
    int servers = Integer.parseInt(args[2]);
    int addresses = args.length - 3;
    var channel =
        Channels.open("127.0.0.1", Integer.parseInt(args[0]), ChannelOptions.plain().with(token));
    try (RayletLink raylet = new RayletLink(channel);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> launches = new ArrayList<>();
      for (int i = 0; i < servers; i++) {
        LaunchRequest.Builder request = server(args[3 + i % addresses]);
        launches.add(threads.submit(() -> raylet.launch(request).getStarted().getWorkerId()));
      }
      for (Future<String> launch : launches) {
        raylet.awaitState(launch.get(), WorkerState.READY);
      }
    }
  }

  private static LaunchRequest.Builder server(String address) {
    return LaunchRequest.newBuilder()
        .setProgram(
            Program.newBuilder()
                .addAllArgv(
                    List.of(
                        "python3",
                        "-Sc",
                        "import socket; s=socket.create_server(('%s',{port}))\nwhile 1: s.accept()"
                            .formatted(address))))
        .setPortMode(PortMode.newBuilder().setReserve(ReserveMode.newBuilder().setHost(address)));
  }
}
