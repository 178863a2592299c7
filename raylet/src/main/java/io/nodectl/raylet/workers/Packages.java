package io.nodectl.raylet.workers;

import java.time.Duration;

/// The packages of runtime environments that lie in the cluster.
interface Packages {

  /// Has one kept for at least so long, if it is there and the cluster can be reached.
  void keep(String uri, Duration howLong);
}
