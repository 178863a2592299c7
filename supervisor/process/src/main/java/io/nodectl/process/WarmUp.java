package io.nodectl.process;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.Ports;
import io.nodectl.handshake.Records;
import io.nodectl.handshake.Report;
import io.nodectl.spawn.Pipe;
import io.nodectl.spawn.Poller;
import io.nodectl.spawn.ProcessIdentity;
import java.time.Duration;

/// Does once, for nothing, what the first report of a child will need.
///
/// In a JVM that has just started, most of the time from the first report to its event goes into
/// loading classes. The first children need longer than that to start, so it is done meanwhile.
final class WarmUp implements Runnable {
  /// Nobody is asked anything there: only listening sockets are looked for, tcpmux's (RFC 1078).
  private static final Endpoint NOWHERE = new Endpoint("127.0.0.1", 1);

  private final PortOwners owners;
  private final Poller poller;

  WarmUp(Means means) {
    this.owners = means.owners();
    this.poller = means.loop().poller();
  }

  void start() {
    Thread.ofPlatform().name("children-warm-up").daemon().start(this);
  }

  @Override
  public void run() {
    long self = ProcessHandle.current().pid();
    Ports ports = Ports.of("main", NOWHERE);
    talk(new Report.Bound(self, ports), new Order.Wire("main", 1, ports));
    new StartWatch(new StartDeadline(0, Duration.ZERO)).judge(0);
    new TreeSockets(self).hold(-1);
    ProcessIdentity.of(self).ifPresent(identity -> owners.check(identity, NOWHERE));
  }

  /// A report and an order through a pipe that has room for both, so that no poller is needed.
  private void talk(Report report, Order order) {
    byte[] buffer = Records.encode(report);
    try (Pipe pipe = Pipe.open()) {
      pipe.writeEnd().write(buffer, 0, buffer.length);
      pipe.readEnd().nonBlocking();
      new ReportPipe(pipe.readEnd()).drain(buffer);
      new InputPipe(pipe.writeEnd(), poller).send(order, Records.encode(order));
    }
  }
}
