package io.nodectl.rpc;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EventLoopsTest {

  private static final Duration HANG = Duration.ofMillis(Loopback.HANG_MS);

  private final EventLoops loops = new EventLoops();

  @Test
  void all_users_share_one_loop_and_the_last_one_ends_it() {
    EventLoopGroup loop = loops.enter();
    assertSame(loop, loops.enter());
    loops.leaveAndWait();
    assertFalse(loop.isShuttingDown());
    loops.leaveAndWait();
    assertTrue(loop.isTerminated());
  }

  @Test
  void who_comes_after_the_end_gets_a_new_loop() {
    EventLoopGroup loop = loops.enter();
    loops.leaveAndWait();
    assertNotSame(loop, loops.enter());
    loops.leaveAndWait();
  }

  @Test
  void a_server_that_could_not_listen_leaves_no_loop_behind()
      throws BindFailed, InterruptedException {
    Set<Thread> before = loopThreads();
    try (RpcServer first = RpcServer.on(Loopback.ANY_PORT).start()) {
      for (int i = 0; i < 20; i++) {
        assertThrows(BindFailed.class, () -> RpcServer.on(first.address()).start());
      }
    }
    assertOnly(before);
  }

  @Test
  void a_channel_that_is_closed_has_left_its_loop() throws InterruptedException {
    Set<Thread> before = loopThreads();
    ManagedChannel channel = Channels.open("127.0.0.1", 1, ChannelOptions.plain());
    channel.getState(true);
    Channels.close(channel);
    assertTrue(channel.isTerminated());
    assertOnly(before);
  }

  private static void assertOnly(Set<Thread> before) throws InterruptedException {
    for (Thread thread : loopThreads()) {
      // It may be on its last instructions.
      assertTrue(before.contains(thread) || thread.join(HANG), thread.getName());
    }
  }

  private static Set<Thread> loopThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("rpc-io-"))
        .collect(Collectors.toSet());
  }
}
