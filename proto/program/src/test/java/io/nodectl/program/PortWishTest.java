package io.nodectl.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import io.nodectl.rpc.BindFailed;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PortWishTest {

  private static final String HOST = "127.0.0.1";

  @Test
  void a_fixed_port_that_is_taken_is_never_replaced() throws Exception {
    try (ServerSocket taken = listen(new PortWish(HOST, 0))) {
      CannotStart failure = failure(new PortWish(HOST, taken.getLocalPort(), 1));
      assertEquals(ExitCode.PORT_TAKEN, failure.code());
      assertEquals(
          "port %d of 127.0.0.1 is taken. Choose another one, or 0 to get a free one."
              .formatted(taken.getLocalPort()),
          failure.getMessage());
    }
  }

  @Test
  void the_last_port_is_had_again_if_it_is_free() throws Exception {
    int last;
    try (ServerSocket before = listen(new PortWish(HOST, 0))) {
      last = before.getLocalPort();
    }
    try (ServerSocket again = listen(new PortWish(HOST, 0, last))) {
      assertEquals(last, again.getLocalPort());
    }
  }

  @Test
  void a_last_port_that_is_taken_is_replaced() throws Exception {
    try (ServerSocket taken = listen(new PortWish(HOST, 0));
        ServerSocket other = listen(new PortWish(HOST, 0, taken.getLocalPort()))) {
      assertNotEquals(taken.getLocalPort(), other.getLocalPort());
    }
  }

  @Test
  void an_address_of_another_machine_is_named() {
    // TEST-NET-1 of RFC 5737: on no machine.
    CannotStart failure = failure(new PortWish("192.0.2.1", 0));
    assertEquals(ExitCode.COMPONENT_FAILED, failure.code());
    assertTrue(failure.getMessage().contains("192.0.2.1"), failure::getMessage);
  }

  @Test
  void a_host_that_does_not_exist_is_wrong_usage() {
    CannotStart failure = failure(new PortWish("no such host", 0));
    assertEquals(ExitCode.USAGE, failure.code());
    assertTrue(failure.getMessage().contains("\"no such host\""), failure::getMessage);
  }

  @Test
  void a_port_that_somebody_else_takes_between_bind_and_listen_is_replaced() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    String server =
        new PortWish(HOST, 0)
            .listen(
                at -> {
                  if (attempts.incrementAndGet() < 3) {
                    throw BindFailed.of(at, new BindException("Address already in use"));
                  }
                  return "listens";
                });
    assertEquals("listens", server);
    assertEquals(3, attempts.get());
  }

  @Test
  void a_host_without_a_free_port_is_told_as_such() {
    CannotStart failure =
        assertThrows(
            CannotStart.class,
            () ->
                new PortWish(HOST, 0)
                    .listen(
                        at -> {
                          throw BindFailed.of(at, new BindException("Address already in use"));
                        }));
    assertEquals(ExitCode.PORT_TAKEN, failure.code());
    assertTrue(failure.getMessage().contains("no free port"), failure::getMessage);
  }

  private static CannotStart failure(PortWish wish) {
    return assertThrows(CannotStart.class, () -> listen(wish).close());
  }

  private static ServerSocket listen(PortWish wish) throws CannotStart {
    return wish.listen(PortWishTest::socket);
  }

  private static ServerSocket socket(InetSocketAddress at) throws BindFailed {
    try {
      return new ServerSocket(at.getPort(), 1, at.getAddress());
    } catch (IOException e) {
      throw BindFailed.of(at, e);
    }
  }
}
