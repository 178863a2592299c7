package io.nodectl.program;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.rpc.Access;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The flags by which a person tells a program what a parent would tell it.
public final class PeerFlags {

  private final Flag<Endpoint> gcsAddress =
      Flag.of(
          "--gcs-address",
          Flag.Value.called("HOST:PORT"),
          Endpoint::parse,
          "By hand: the gcs-server.");
  private final Flag<AgentPeer> agentAddress =
      Flag.of(
          "--runtime-env-agent-address",
          Flag.Value.called("HOST:PORT|none"),
          AgentPeer::parse,
          "By hand: the runtime env agent.");
  private final Flag<Path> tokenFile =
      Flag.file(
          "--token-file",
          "By hand: the cluster's token, unless RAY_AUTH_TOKEN or RAY_AUTH_TOKEN_PATH has it.");

  /// All of them, in the order of help.
  public List<Flag<?>> flags() {
    return List.of(gcsAddress, agentAddress, tokenFile);
  }

  /// How calls authenticate if no parent will say so; empty if one will.
  ///
  /// @throws CannotStart if there is no parent and something is not told here
  public Optional<Access> access(Parent parent, Surroundings surroundings) throws CannotStart {
    if (parent.attached()) {
      return Optional.empty();
    }
    if (gcsAddress.value().isEmpty() || agentAddress.value().isEmpty()) {
      throw new CannotStart(
          ExitCode.USAGE,
          "run by hand, it needs --gcs-address=HOST:PORT and"
              + " --runtime-env-agent-address=HOST:PORT|none, since nobody tells it where its"
              + " peers are.");
    }
    return Optional.of(surroundings.access(tokenFile.value()));
  }

  /// Passes on the addresses that were named. A gcs named here is never restarted, as far as the
  /// program will hear.
  public void tell(PeerListener listener) {
    gcsAddress.value().ifPresent(at -> listener.reach(new GcsPeer(at, 1)));
    agentAddress.value().ifPresent(listener::prepareBy);
  }
}
