package io.nodectl.clientproxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.nodectl.handshake.Endpoint;
import io.nodectl.program.AgentPeer;
import io.nodectl.program.GcsPeer;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpstreamTest {

  private static final GcsPeer GCS = new GcsPeer(new Endpoint("127.0.0.1", 6379), 1);
  private static final GcsPeer RESTARTED = new GcsPeer(GCS.at(), 2);

  private final List<ManagedChannel> opened = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private final Upstream upstream = new Upstream(this::open, later::add);

  @AfterEach
  void leave_nothing_behind() {
    upstream.close();
  }

  @Test
  void a_replaced_channel_serves_the_calls_that_run_and_ends_after_the_grace() {
    wire();
    Gcs before = assertInstanceOf(Upstream.Wired.class, upstream.get()).gcs();
    upstream.tell(wiring -> wiring.with(RESTARTED));
    Gcs now = assertInstanceOf(Upstream.Wired.class, upstream.get()).gcs();
    assertEquals(RESTARTED, now.peer());
    assertFalse(before.channel().isShutdown());
    later.removeFirst().run();
    assertTrue(before.channel().isShutdown());
    assertFalse(now.channel().isShutdown());
  }

  @Test
  void the_same_news_twice_replace_nothing() {
    wire();
    upstream.tell(wiring -> wiring.with(GCS));
    assertEquals(1, opened.size());
    assertEquals(List.of(), later);
  }

  @Test
  void the_end_waits_for_no_grace() {
    wire();
    upstream.tell(wiring -> wiring.with(RESTARTED));
    upstream.close();
    assertEquals(List.of(true, true), opened.stream().map(ManagedChannel::isTerminated).toList());
  }

  private void wire() {
    upstream.tell(
        wiring -> wiring.with(Access.open()).with(new AgentPeer(Optional.empty())).with(GCS));
  }

  private ManagedChannel open(Wiring.Link link) {
    Endpoint at = link.gcs().at();
    ManagedChannel channel = Channels.open(at.host(), at.port(), ChannelOptions.plain());
    opened.add(channel);
    return channel;
  }
}
