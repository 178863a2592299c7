package io.nodectl.gcs;

import io.nodectl.gcs.metrics.GcsMetrics;
import io.nodectl.gcs.metrics.MetricsPage;
import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import io.nodectl.program.CannotStart;
import io.nodectl.program.PortWish;
import java.util.Optional;

/// Where the metrics can be had, if somebody wants them: on this host only.
record MetricsDoor(Optional<MetricsPage> page) implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  /// Takes the port, so that it can be told.
  ///
  /// @param port 0 takes any free one; empty for no metrics
  /// @throws CannotStart if it is taken
  static MetricsDoor at(Optional<Integer> port) throws CannotStart {
    return new MetricsDoor(
        port.isPresent()
            ? Optional.of(new PortWish(HOST, port.get()).listen(MetricsPage::on))
            : Optional.empty());
  }

  /// These ports, and this one if it is there.
  Ports in(Ports ports) {
    return page.map(open -> ports.with("metrics", Endpoint.of(open.address()))).orElse(ports);
  }

  /// Answers from now on.
  void open(GcsMetrics metrics) {
    page.ifPresent(open -> open.serve(metrics));
  }

  @Override
  public void close() {
    page.ifPresent(MetricsPage::close);
  }
}
