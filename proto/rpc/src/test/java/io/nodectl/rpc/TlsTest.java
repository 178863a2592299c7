package io.nodectl.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.StatusRuntimeException;
import io.nodectl.messages.ray.GetClusterIdRequest;
import io.nodectl.rpc.ChannelOptions.Retries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  private static final String PASSWORD = "not a secret";

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

  @Test
  void both_sides_show_a_certificate_and_who_has_none_stays_out() throws Exception {
    Tls tls = mutual();
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

  private static void assertMisconfigured(String expected, Map<String, String> environment) {
    Tls.Misconfigured problem =
        assertThrows(Tls.Misconfigured.class, () -> Tls.fromEnvironment(environment));
    assertTrue(problem.getMessage().contains(expected), problem.getMessage());
  }

  private static void call(Loopback loopback) {
    var _ = loopback.nodes().getClusterId(GetClusterIdRequest.getDefaultInstance());
  }

  /// One self-signed certificate for 127.0.0.1, its own authority, by the JDK's keytool.
  private Tls mutual()
      throws IOException, InterruptedException, GeneralSecurityException, Tls.Misconfigured {
    Path store = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "me",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=ip:127.0.0.1",
                "-ext",
                "bc=ca:true",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertEquals(0, keytool.waitFor());
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    Path certificate = pem("CERTIFICATE", keys.getCertificate("me").getEncoded());
    Path key = pem("PRIVATE KEY", keys.getKey("me", PASSWORD.toCharArray()).getEncoded());
    return assertInstanceOf(
        Tls.On.class,
        Tls.fromEnvironment(
            Map.of(
                "RAY_USE_TLS", "1",
                "RAY_TLS_SERVER_CERT", certificate.toString(),
                "RAY_TLS_SERVER_KEY", key.toString(),
                "RAY_TLS_CA_CERT", certificate.toString())));
  }

  private Path pem(String kind, byte[] content) throws IOException {
    return Files.writeString(
        folder.resolve(kind + ".pem"),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind));
  }
}
