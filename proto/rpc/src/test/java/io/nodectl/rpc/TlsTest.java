package io.nodectl.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.StatusRuntimeException;
import io.nodectl.messages.ray.GetClusterIdRequest;
import io.nodectl.rpc.ChannelOptions.Retries;
import io.nodectl.testparent.Keytool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

  @TempDir Path folder;

  @Test
  void it_is_off_unless_rays_variable_asks_for_it() throws Tls.Misconfigured {
    assertEquals(Tls.off(), Tls.fromEnvironment(Map.of()));
    assertEquals(Tls.off(), Tls.fromEnvironment(Map.of("RAY_USE_TLS", "0")));
  }

  @Test
  void a_file_that_is_not_named_or_not_there_is_told_with_its_variable() {
    assertMisconfigured("RAY_TLS_SERVER_CERT", Map.of("RAY_USE_TLS", "1"));
    assertMisconfigured(
        "/nowhere.pem", Map.of("RAY_USE_TLS", "true", "RAY_TLS_CA_CERT", "/nowhere.pem"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA in its old form"})
  void both_sides_show_a_certificate_and_who_has_none_stays_out(String key) throws Exception {
    var keytool = new Keytool(folder);
    keytool.renew(key.substring(0, key.indexOf(' ') < 0 ? key.length() : key.indexOf(' ')));
    if (key.endsWith("form")) {
      keytool.makeKeyOld();
    }
    Tls tls = Tls.fromEnvironment(keytool.environment());
    CountingNodeInfo nodes = CountingNodeInfo.neverFailing();
    try (RpcServer server =
        RpcServer.on(Loopback.ANY_PORT).guard(Loopback.open()).tls(tls).service(nodes).start()) {
      try (Loopback loopback = Loopback.to(server, ChannelOptions.plain().with(tls))) {
        call(loopback);
      }
      ChannelOptions plain = ChannelOptions.plain().with(Retries.NONE);
      try (Loopback loopback = Loopback.to(server, plain)) {
        assertThrows(StatusRuntimeException.class, () -> call(loopback));
      }
    }
    assertEquals(1, nodes.calls.get());
  }

  @Test
  void files_that_do_not_hold_what_they_should_are_told_at_the_start() throws Exception {
    var keytool = new Keytool(folder);
    keytool.renew("EC");
    byte[] key = Files.readAllBytes(keytool.key());
    keytool.renew("EC");
    Files.write(keytool.key(), key);
    assertUnusable("is not that of the certificate", keytool);
    Files.writeString(keytool.key(), "no key");
    assertUnusable("holds no private key", keytool);
    Files.writeString(keytool.certificate(), "no certificate");
    assertUnusable("does not hold certificates", keytool);
  }

  private static void assertUnusable(String expected, Keytool keytool) {
    Tls.Misconfigured problem =
        assertThrows(Tls.Misconfigured.class, () -> Tls.fromEnvironment(keytool.environment()));
    assertTrue(problem.getMessage().contains(expected), problem.getMessage());
  }

  private static void assertMisconfigured(String expected, Map<String, String> environment) {
    Tls.Misconfigured problem =
        assertThrows(Tls.Misconfigured.class, () -> Tls.fromEnvironment(environment));
    assertTrue(problem.getMessage().contains(expected), problem.getMessage());
  }

  private static void call(Loopback loopback) {
    var _ = loopback.nodes().getClusterId(GetClusterIdRequest.getDefaultInstance());
  }
}
