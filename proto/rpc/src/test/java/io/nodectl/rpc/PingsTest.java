package io.nodectl.rpc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.rpc.ChannelOptions.Pings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PingsTest {

  /// GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS of gRPC's C++ library. Who pings more
  /// often loses the connection, and with it each call that is held: an actor that takes minutes to
  /// be made would die of it.
  private static final Duration ALLOWED_EVERY = Duration.ofMinutes(5);

  @Test
  void rare_pings_come_no_more_often_than_rays_servers_allow() {
    assertTrue(Pings.RARELY.every().compareTo(ALLOWED_EVERY) > 0);
  }
}
