package io.nodectl.gcs;

import io.nodectl.gcs.cluster.RaySettings;
import io.nodectl.program.CannotStart;
import io.nodectl.program.Surroundings;
import io.nodectl.rpc.Access;

/// What differs between a gcs-server under its own name and one in the place of Ray's.
interface Manner {

  Surroundings surroundings();

  /// How calls authenticate if no parent says so.
  Access access() throws CannotStart;

  /// What is said of the cluster for Ray's programs.
  RaySettings ray() throws CannotStart;

  /// Done once the server answers calls; must not block.
  void ready(GcsServer server);
}
