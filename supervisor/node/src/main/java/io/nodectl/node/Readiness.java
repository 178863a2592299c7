package io.nodectl.node;

import java.util.Map;

/// How a component shows which ports it has and that it can serve.
public sealed interface Readiness {
  /// It speaks NODECTL/1, or writes one bare decimal port, on the report pipe.
  record ByReport() implements Readiness {}

  /// It writes each port as decimal text into a file of its own; it is ready when all are there.
  ///
  /// @param files path by name of the port; may hold {@linkplain Placeholders placeholders}
  record ByPortFile(Map<String, String> files) implements Readiness {
    public ByPortFile {
      files = Map.copyOf(files);
      if (files.isEmpty()) {
        throw new InvalidInput("ready by portfile needs at least one file");
      }
    }
  }

  /// It is ready when its process tree listens.
  ///
  /// @param port the name to give to that port
  record ByProbe(String port) implements Readiness {}

  /// Its process tree listens, and the standard gRPC health service there answers SERVING.
  ///
  /// @param port the name to give to that port
  /// @param service the service to ask for; empty asks for the server as a whole
  record ByGrpcHealth(String port, String service) implements Readiness {}
}
