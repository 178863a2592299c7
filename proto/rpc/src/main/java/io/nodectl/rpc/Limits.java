package io.nodectl.rpc;

/// How much a server takes on before it refuses calls, `RESOURCE_EXHAUSTED`.
///
/// @param messageBytes largest request
/// @param callsPerConnection how many calls one connection may have open at once; gRPC's clients
///     keep further ones back
/// @param calls how many may be open in total
/// @param callsPerSecond how many one connection may begin in a second, and in a burst
/// @param unreadBytes how many bytes of answers one connection may leave unread; in total, twice
///     as many, and then those are refused who have left the most
public record Limits(
    int messageBytes, int callsPerConnection, int calls, int callsPerSecond, long unreadBytes) {

  /// Only the largest message is limited, to that of Ray's own servers.
  public static Limits wide() {
    return new Limits(
        Transport.MESSAGE_LIMIT,
        Integer.MAX_VALUE,
        Integer.MAX_VALUE,
        Integer.MAX_VALUE,
        Long.MAX_VALUE / 4);
  }
}
