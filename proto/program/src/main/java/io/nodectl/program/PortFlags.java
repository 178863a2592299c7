package io.nodectl.program;

import picocli.CommandLine.Option;

/// The flags of a program with one port that it keeps from run to run if it can.
public final class PortFlags {

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "The address to listen on (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = PortNumber.class,
      description = "This port or none; 0 takes any free port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--last-port",
      paramLabel = "PORT",
      converter = PortNumber.class,
      description = "Without --port: try this port first, then any free one.")
  private int lastPort;

  /// The port to listen on.
  public PortWish wish() {
    return new PortWish(host, port, lastPort);
  }
}
