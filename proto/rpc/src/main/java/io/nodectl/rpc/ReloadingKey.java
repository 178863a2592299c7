package io.nodectl.rpc;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Shows the certificate that the files hold when a connection begins, whoever asks.
final class ReloadingKey extends X509ExtendedKeyManager {

  private static final String ONLY = "only";
  private static final String[] ALL = {ONLY};

  private final TlsReload files;

  ReloadingKey(TlsReload files) {
    this.files = files;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    return fits(files.current(), keyType) ? ONLY : null;
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
    TlsMaterial current = files.current();
    for (String keyType : keyTypes) {
      if (fits(current, keyType)) {
        return ONLY;
      }
    }
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    return fits(files.current(), keyType) ? ONLY : null;
  }

  @Override
  public String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
    return ONLY;
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return ALL.clone();
  }

  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return ALL.clone();
  }

  /// Without another look, so that it belongs to the key.
  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return files.last().chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return files.last().key();
  }

  /// Such as `RSA`, `EC`, or with more behind it, such as `EC_EC`.
  private static boolean fits(TlsMaterial material, String keyType) {
    String algorithm = material.key().getAlgorithm();
    return keyType.equals(algorithm)
        || keyType.startsWith(algorithm + "_")
        || (keyType.equals("RSASSA-PSS") && algorithm.equals("RSA"));
  }
}
