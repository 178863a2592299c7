package io.nodectl.testparent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/// Self-signed certificates for 127.0.0.1, each its own authority, by the JDK's keytool.
///
/// @param folder where their files go
public record Keytool(Path folder) {

  private static final String PASSWORD = "not a secret";

  /// How long a PKCS #8 key of RSA is before the PKCS #1 key in it begins.
  private static final int PKCS8_HEAD = 26;

  /// The certificate's file.
  public Path certificate() {
    return folder.resolve("certificate.pem");
  }

  /// Its key's file.
  public Path key() {
    return folder.resolve("key.pem");
  }

  /// The file of whom to trust.
  public Path authority() {
    return folder.resolve("authority.pem");
  }

  /// Writes a new certificate and its key, and makes it the authority.
  ///
  /// @param algorithm `EC` or `RSA`
  public void renew(String algorithm)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = Files.createTempFile(folder, "store", ".p12");
    Files.delete(store);
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "me",
                "-keyalg",
                algorithm,
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
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    byte[] der = keys.getCertificate("me").getEncoded();
    write(certificate(), "CERTIFICATE", der);
    write(authority(), "CERTIFICATE", der);
    write(key(), "PRIVATE KEY", keys.getKey("me", PASSWORD.toCharArray()).getEncoded());
  }

  /// The key in the form that older tools write.
  public void makeKeyOld() throws IOException {
    String base64 = Files.readString(key()).replaceAll("-----[^-]*-----", "");
    byte[] pkcs8 = Base64.getMimeDecoder().decode(base64);
    write(key(), "RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, PKCS8_HEAD, pkcs8.length));
  }

  /// Ray's variables for these files.
  public Map<String, String> environment() {
    return Map.of(
        "RAY_USE_TLS", "1",
        "RAY_TLS_SERVER_CERT", certificate().toString(),
        "RAY_TLS_SERVER_KEY", key().toString(),
        "RAY_TLS_CA_CERT", authority().toString());
  }

  private static void write(Path file, String kind, byte[] content) throws IOException {
    Files.writeString(
        file,
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind));
  }
}
