package io.nodectl.program;

import java.util.List;

/// The flags of a program with one port that it keeps from run to run if it can; and, for programs
/// with other ports, what those are made of.
public final class PortFlags {

  private static final String DEFAULT_HOST = "127.0.0.1";

  private final Flag<String> host = host();
  private final Flag<Integer> port =
      port("--port", "This port or none; 0 takes any free port (default: 0).");
  private final Flag<Integer> lastPort =
      port("--last-port", "Without --port: try this port first, then any free one.");

  /// The flag `--host`, for {@link #wish(Flag, Flag)}.
  public static Flag<String> host() {
    return Flag.of(
        "--host",
        Flag.Value.called("HOST"),
        "The address to listen on (default: " + DEFAULT_HOST + ").");
  }

  /// A flag for a port, 0 to 65535.
  public static Flag<Integer> port(String name, String description) {
    return Flag.of(name, Flag.Value.called("PORT"), PortNumber::parse, description);
  }

  /// The wish for one of several ports.
  ///
  /// @param port without it, or with 0, any free port will do
  public static PortWish wish(Flag<String> host, Flag<Integer> port) {
    return new PortWish(host.value().orElse(DEFAULT_HOST), port.value().orElse(0));
  }

  /// All three, in the order of help.
  public List<Flag<?>> flags() {
    return List.of(host, port, lastPort);
  }

  /// The port to listen on.
  public PortWish wish() {
    return wish(host, port).withLast(lastPort.value().orElse(0));
  }
}
