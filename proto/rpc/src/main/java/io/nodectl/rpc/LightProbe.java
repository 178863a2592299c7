package io.nodectl.rpc;

import java.io.IOException;
import java.time.Duration;

/// Asks a gRPC server in clear text once how it is, over a connection of its own; for a process
/// that speaks no gRPC otherwise. Who asks again and again has {@link KeptProbes}.
public final class LightProbe {
  /// More than any answer needs.
  private static final int BUFFER = 2048;

  private LightProbe() {}

  /// `grpc.health.v1.Health/Check`. Blocks until the answer or the deadline.
  ///
  /// @param service the service's name, at most 127 characters of ASCII; empty for the whole server
  /// @throws IllegalArgumentException if the name is longer
  public static Health grpc(String host, int port, String service, Duration deadline) {
    Dialogue dialogue = new GrpcDialogue(host, service);
    byte[] buffer = new byte[BUFFER];
    try (TimedSocket socket = TimedSocket.connect(host, port, deadline)) {
      socket.write(dialogue.question());
      while (dialogue.answer().isEmpty()) {
        socket.write(dialogue.hear(buffer, socket.read(buffer)));
      }
      return dialogue.answer().get();
    } catch (IOException noAnswer) {
      return Health.UNREACHABLE;
    }
  }
}
