package io.nodectl.node;

/// One component's need of another's address.
///
/// @param peer the component whose ports are needed
/// @param kind how the address reaches the one in need
public record Need(String peer, Kind kind) {
  /// How an address is handed over.
  public enum Kind {
    /// Told on standard input whenever it is known or changes; the component starts at once.
    WIRE,
    /// Written into the command line; the component starts when the peer is bound.
    ARGV
  }

  /// A need that is met on standard input.
  public static Need wire(String peer) {
    return new Need(peer, Kind.WIRE);
  }

  /// A need that is met on the command line.
  public static Need argv(String peer) {
    return new Need(peer, Kind.ARGV);
  }
}
