package io.nodectl.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ParentTest {
  private static final Ports PORTS = Ports.of("main", new Endpoint("127.0.0.1", 41233));

  private final ByteArrayOutputStream reports = new ByteArrayOutputStream();

  @Test
  void what_the_child_says_arrives() {
    Parent parent = Parent.over(reports, InputStream.nullInputStream());
    parent.bound(PORTS);
    parent.status("loading", Map.of("phase", "load"));
    parent.extend(Duration.ofSeconds(5));
    parent.ready();
    parent.fail(ExitCode.PORT_TAKEN, "port 80 is taken", Retry.NO);
    assertEquals(
        List.of(
            new Decoded.Reported(new Report.Bound(ProcessHandle.current().pid(), PORTS)),
            new Decoded.Reported(new Report.Status("loading", Map.of("phase", "load"))),
            new Decoded.Reported(new Report.Extend(Duration.ofSeconds(5))),
            new Decoded.Reported(new Report.Ready()),
            new Decoded.Reported(new Report.Fail("port-taken", "port 80 is taken", Retry.NO))),
        Bytes.decode(reports.toByteArray()));
  }

  @Test
  void a_text_that_is_too_long_is_cut_and_still_readable() {
    Parent parent = Parent.over(reports, InputStream.nullInputStream());
    parent.fail(ExitCode.BUG, "%🐟".repeat(100_000), Retry.YES);
    Decoded.Reported reported =
        assertInstanceOf(Decoded.Reported.class, Bytes.decode(reports.toByteArray()).getFirst());
    Report.Fail fail = assertInstanceOf(Report.Fail.class, reported.report());
    assertTrue(fail.message().startsWith("%🐟%🐟") && fail.message().endsWith("..."));
  }

  @Test
  void each_report_is_one_write() {
    List<Integer> writes = new ArrayList<>();
    OutputStream counting =
        new OutputStream() {
          @Override
          public void write(int b) {
            writes.add(1);
          }

          @Override
          public void write(byte[] b, int offset, int length) {
            writes.add(length);
          }
        };
    Parent.over(counting, InputStream.nullInputStream()).bound(PORTS);
    assertEquals(1, writes.size());
  }

  @Test
  void a_dead_report_pipe_does_not_hurt_the_child() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    Parent parent = Parent.over(broken, InputStream.nullInputStream());
    parent.bound(PORTS);
    parent.ready();
  }

  @Test
  void orders_reach_the_listener_in_their_order() throws Exception {
    BlockingQueue<Order> heard = new LinkedBlockingQueue<>();
    Order.Config config = new Order.Config(Map.of("auth.mode", "disabled"));
    Order.Wire wire = new Order.Wire("gcs-server", 1, Ports.of("gcs", new Endpoint("h", 1)));
    Parent parent =
        Parent.over(reports, orders(config, wire, new Order.Stop(Duration.ofMillis(7))));
    parent.follow(
        new OrderListener() {
          @Override
          public void config(Order.Config order) {
            heard.add(order);
          }

          @Override
          public void wire(Order.Wire order) {
            heard.add(order);
          }
        });
    assertEquals(new StopReason(StopReason.Cause.STOP, Duration.ofMillis(7)), parent.awaitStop());
    assertEquals(List.of(config, wire), List.copyOf(heard));
  }

  @Test
  void the_end_of_standard_input_means_that_the_parent_is_gone() throws Exception {
    Parent parent = Parent.over(reports, InputStream.nullInputStream());
    assertEquals(StopReason.Cause.PARENT_GONE, parent.awaitStop().cause());
  }

  @Test
  void orders_that_cannot_be_understood_are_a_parent_that_is_gone() throws Exception {
    Parent parent = Parent.over(reports, new ByteArrayInputStream(Bytes.of("garbage\n")));
    assertEquals(StopReason.Cause.PARENT_GONE, parent.awaitStop().cause());
  }

  @Test
  void the_first_reason_to_stop_counts_and_is_told_once() throws Exception {
    BlockingQueue<StopReason> told = new LinkedBlockingQueue<>();
    PipedOutputStream silent = new PipedOutputStream();
    Parent parent = Parent.over(reports, new PipedInputStream(silent));
    parent.follow(
        new OrderListener() {
          @Override
          public void stop(StopReason reason) {
            told.add(reason);
          }
        });
    parent.requestStop(StopReason.SIGNAL);
    parent.requestStop(StopReason.PARENT_GONE);
    assertEquals(StopReason.SIGNAL, parent.awaitStop());
    assertEquals(List.of(StopReason.SIGNAL), List.copyOf(told));
  }

  @Test
  void who_begins_to_follow_after_the_stop_is_told_of_it() throws Exception {
    BlockingQueue<StopReason> told = new LinkedBlockingQueue<>();
    Parent parent = Parent.over(reports, new PipedInputStream(new PipedOutputStream()));
    parent.requestStop(StopReason.SIGNAL);
    parent.follow(
        new OrderListener() {
          @Override
          public void stop(StopReason reason) {
            told.add(reason);
          }
        });
    assertEquals(StopReason.SIGNAL, told.take());
  }

  @Test
  void a_listener_that_fails_is_reported_and_does_not_cut_the_lifeline() throws Exception {
    Order.Config config = new Order.Config(Map.of());
    Parent parent = Parent.over(reports, orders(config, new Order.Stop(Duration.ZERO)));
    parent.follow(
        new OrderListener() {
          @Override
          public void config(Order.Config order) {
            throw new IllegalStateException("planted");
          }
        });
    assertEquals(StopReason.Cause.STOP, parent.awaitStop().cause());
    Decoded.Reported reported =
        assertInstanceOf(Decoded.Reported.class, Bytes.decode(reports.toByteArray()).getFirst());
    assertEquals("bug", assertInstanceOf(Report.Fail.class, reported.report()).code());
  }

  @Test
  void only_one_listener_follows() {
    Parent parent = Parent.over(reports, InputStream.nullInputStream());
    parent.follow(OrderListener.NONE);
    assertThrows(IllegalStateException.class, () -> parent.follow(OrderListener.NONE));
  }

  private static InputStream orders(Order... orders) throws IOException {
    ByteArrayOutputStream pipe = new ByteArrayOutputStream();
    for (Order order : orders) {
      pipe.write(Records.encode(order));
    }
    return new ByteArrayInputStream(pipe.toByteArray());
  }
}
