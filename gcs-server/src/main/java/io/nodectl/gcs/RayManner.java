package io.nodectl.gcs;

import io.nodectl.gcs.cluster.RaySettings;
import io.nodectl.gcs.inplace.PortFile;
import io.nodectl.gcs.inplace.RayAccess;
import io.nodectl.gcs.inplace.RayCall;
import io.nodectl.program.CannotStart;
import io.nodectl.program.Surroundings;
import io.nodectl.rpc.Access;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A gcs-server in the place of Ray's: Ray's rule about tokens holds, and Ray's start script says
/// which Python the cluster has.
///
/// @param file where the port is to be told
record RayManner(RayCall call, Optional<PortFile> file, GcsFlags flags, Surroundings surroundings)
    implements Manner {

  private static final Logger LOG = LoggerFactory.getLogger(RayManner.class);

  @Override
  public Access access() throws CannotStart {
    return RayAccess.in(surroundings, flags.tokenFile());
  }

  @Override
  public RaySettings ray() throws CannotStart {
    return call.settings(surroundings.environment());
  }

  @Override
  public void ready(GcsServer server) {
    file.ifPresent(to -> tell(to, server.address().getPort()));
  }

  /// Whoever waits for the file says itself that it did not come.
  private static void tell(PortFile file, int port) {
    try {
      file.write(port);
    } catch (IOException e) {
      LOG.error("the port {} cannot be told in {}: {}", port, file.file(), e.getMessage());
    }
  }
}
