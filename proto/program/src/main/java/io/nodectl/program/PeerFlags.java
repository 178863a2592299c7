package io.nodectl.program;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.rpc.Access;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags by which a person tells a program what a parent would tell it.
public final class PeerFlags {

  @Option(
      names = "--gcs-address",
      paramLabel = "HOST:PORT",
      converter = EndpointText.class,
      description = "By hand: the gcs-server.")
  private @Nullable Endpoint gcsAddress;

  @Option(
      names = "--runtime-env-agent-address",
      paramLabel = "HOST:PORT|none",
      converter = AgentText.class,
      description = "By hand: the runtime env agent.")
  private @Nullable AgentPeer agentAddress;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "By hand: the cluster's token, unless RAY_AUTH_TOKEN or RAY_AUTH_TOKEN_PATH has it.")
  private @Nullable Path tokenFile;

  /// How calls authenticate if no parent will say so; empty if one will.
  ///
  /// @throws CannotStart if there is no parent and something is not told here
  public Optional<Access> access(Parent parent, Surroundings surroundings) throws CannotStart {
    if (parent.attached()) {
      return Optional.empty();
    }
    if (gcsAddress == null || agentAddress == null) {
      throw new CannotStart(
          ExitCode.USAGE,
          "run by hand, it needs --gcs-address=HOST:PORT and"
              + " --runtime-env-agent-address=HOST:PORT|none, since nobody tells it where its"
              + " peers are.");
    }
    return Optional.of(surroundings.access(Optional.ofNullable(tokenFile)));
  }

  /// Passes on the addresses that were named. A gcs named here is never restarted, as far as the
  /// program will hear.
  public void tell(PeerListener listener) {
    if (gcsAddress != null) {
      listener.reach(new GcsPeer(gcsAddress, 1));
    }
    if (agentAddress != null) {
      listener.prepareBy(agentAddress);
    }
  }

  private static final class EndpointText extends ExplainingConverter<Endpoint> {
    EndpointText() {
      super(Endpoint::parse);
    }
  }

  private static final class AgentText extends ExplainingConverter<AgentPeer> {
    AgentText() {
      super(AgentPeer::parse);
    }
  }
}
