package io.nodectl.rpc;

import java.time.Duration;
import java.util.Optional;

/// How a channel speaks to its peer.
///
/// @param token sent with every call, if present
/// @param tls encryption
/// @param cluster sent with every call, if present; a GCS of another cluster then refuses
/// @param retries what becomes of a call that finds nobody
/// @param deadline for unary calls that bring none of their own, or [#NO_DEADLINE]; streams get
///     none
/// @param pings how often a peer that is silent during a call is asked whether it is there
public record ChannelOptions(
    Optional<AuthToken> token,
    Tls tls,
    Optional<ClusterId> cluster,
    Retries retries,
    Duration deadline,
    Pings pings) {

  /// How often a peer that is silent during a call is asked whether it is there.
  public enum Pings {
    /// As often as our own servers allow, and more often than they need.
    OFTEN(Duration.ofSeconds(30)),
    /// As often as any server allows, lest a firewall forget the connection. A server of gRPC's C++
    /// library, as all of Ray's are, takes a ping every 5 min, and ends the connection at the third
    /// one that comes earlier: with it the call that was held.
    RARELY(Duration.ofSeconds(310));

    private final Duration every;

    Pings(Duration every) {
      this.every = every;
    }

    Duration every() {
      return every;
    }
  }

  /// What becomes of a call that finds nobody (`UNAVAILABLE`), or loses its connection: any other
  /// end is an answer, and never tried again. Since a call whose connection is lost may have got
  /// through, whatever is called in this way must bear to be called twice.
  public enum Retries {
    /// It is tried again until its deadline.
    UNTIL_DEADLINE,
    /// It fails at once: for whoever wants to know whether the peer is there.
    NONE
  }

  /// Unary calls that bring no deadline have none: they may be held for ever.
  public static final Duration NO_DEADLINE = Duration.ZERO;

  /// Ray 2.60's deadline for GetAllNodeInfo and GetClusterId.
  private static final Duration USUAL_DEADLINE = Duration.ofSeconds(30);

  /// No token, no encryption, no cluster, retries until the deadline of 30 s.
  public static ChannelOptions plain() {
    return new ChannelOptions(
        Optional.empty(),
        Tls.off(),
        Optional.empty(),
        Retries.UNTIL_DEADLINE,
        USUAL_DEADLINE,
        Pings.OFTEN);
  }

  /// The same with a token.
  public ChannelOptions with(AuthToken token) {
    return new ChannelOptions(Optional.of(token), tls, cluster, retries, deadline, pings);
  }

  /// The same with this kind of encryption.
  public ChannelOptions with(Tls tls) {
    return new ChannelOptions(token, tls, cluster, retries, deadline, pings);
  }

  /// The same with a cluster.
  public ChannelOptions with(ClusterId cluster) {
    return new ChannelOptions(token, tls, Optional.of(cluster), retries, deadline, pings);
  }

  /// The same with another way of trying again.
  public ChannelOptions with(Retries retries) {
    return new ChannelOptions(token, tls, cluster, retries, deadline, pings);
  }

  /// The same with another deadline for calls that bring none.
  public ChannelOptions with(Duration deadline) {
    return new ChannelOptions(token, tls, cluster, retries, deadline, pings);
  }

  /// The same with pings at another pace.
  public ChannelOptions with(Pings pings) {
    return new ChannelOptions(token, tls, cluster, retries, deadline, pings);
  }
}
