package io.nodectl.gcs;

import io.nodectl.gcs.cluster.RaySettings;
import io.nodectl.handshake.Parent;
import io.nodectl.program.CannotStart;
import io.nodectl.program.Surroundings;
import io.nodectl.rpc.Access;

/// A gcs-server under its own name.
record OwnManner(Parent parent, GcsFlags flags, Surroundings surroundings) implements Manner {

  @Override
  public Access access() throws CannotStart {
    return surroundings.access(flags.tokenFile());
  }

  @Override
  public RaySettings ray() {
    return flags.ray();
  }

  @Override
  public void ready(GcsServer server) {
    String path = surroundings.environment().getOrDefault("PATH", "");
    new Interpreter(parent, server, flags.python(), path).find();
  }
}
