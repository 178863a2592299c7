package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.testparent.Keytool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// A node whose programs speak mutual TLS by Ray's variables.
class TlsIT {

  @RegisterExtension final Sandbox box = new Sandbox();

  @AfterEach
  void stop() {
    box.stopWhatRuns();
  }

  @Test
  void new_certificates_are_used_by_the_programs_that_run() throws Exception {
    var keytool = new Keytool(box.files());
    keytool.renew("EC");
    JsonNode head = nodectl(keytool.environment(), "start", "--head").done().json();
    String address = head.path("address").asString();
    long pid = gcsPid(head);
    BigInteger before = serial(address);
    assertEquals(1, nodectl(keytool.environment(), "nodes").done().json().size());
    assertNotEquals(0, nodectl(Map.of(), "nodes", "--address", address).code());
    keytool.renew("EC");
    Eventually.eventually(() -> !serial(address).equals(before), () -> "a new certificate");
    assertEquals(1, nodectl(keytool.environment(), "nodes").done().json().size());
    JsonNode after = box.status("head");
    assertEquals(pid, gcsPid(after));
    assertEquals("ready", after.path("state").asString());
  }

  @Test
  void files_that_cannot_be_used_are_told_at_the_start() throws Exception {
    var keytool = new Keytool(box.files());
    keytool.renew("EC");
    Files.writeString(keytool.key(), "no key");
    Outcome start = nodectl(keytool.environment(), "start", "--head");
    assertNotEquals(0, start.code());
    String message = start.error().path("message").asString();
    assertTrue(message.contains("holds no private key"), start::toString);
  }

  private Outcome nodectl(Map<String, String> environment, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--format", "json"));
    return box.begin(List.of(), environment, all).await();
  }

  private static long gcsPid(JsonNode status) {
    for (JsonNode component : status.path("components")) {
      if (component.path("name").asString().equals("gcs-server")) {
        return component.path("pid").asLong();
      }
    }
    throw new AssertionError(status.toString());
  }

  /// Of the certificate that the server shows to whoever connects.
  private static BigInteger serial(String address) {
    int colon = address.lastIndexOf(':');
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Gullible()}, null);
      try (SSLSocket socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(
                      address.substring(0, colon),
                      Integer.parseInt(address.substring(colon + 1)))) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Only looks.
  private static final class Gullible extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
