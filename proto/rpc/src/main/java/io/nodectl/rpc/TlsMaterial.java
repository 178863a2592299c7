package io.nodectl.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// What the files of a [Tls.On] hold, read.
///
/// @param key of the first certificate
/// @param chain own certificate first
/// @param trust whom to trust; empty for the JDK's authorities
record TlsMaterial(
    PrivateKey key, List<X509Certificate> chain, Optional<X509ExtendedTrustManager> trust) {

  private static final byte[] PROOF = {1, 2, 3};

  /// Reads them.
  ///
  /// @throws IOException if a file cannot be read
  /// @throws GeneralSecurityException if one does not hold what it should, in words for a person
  static TlsMaterial read(Tls.On on) throws IOException, GeneralSecurityException {
    List<X509Certificate> chain = certificates(on.certificate());
    PrivateKey key = PrivateKeys.read(on.key());
    if (!belongTogether(key, chain.getFirst().getPublicKey())) {
      throw new GeneralSecurityException(
          "the key of %s is not that of the certificate of %s"
              .formatted(on.key(), on.certificate()));
    }
    return new TlsMaterial(
        key,
        chain,
        on.authority().isPresent() ? Optional.of(trust(on.authority().get())) : Optional.empty());
  }

  /// Files that are replaced one after the other do not match for a moment.
  private static boolean belongTogether(PrivateKey secret, PublicKey open)
      throws GeneralSecurityException {
    if (!secret.getAlgorithm().equals(open.getAlgorithm())) {
      return false;
    }
    Signature signature =
        Signature.getInstance(
            switch (secret.getAlgorithm()) {
              case "RSA" -> "SHA256withRSA";
              case "EC" -> "SHA256withECDSA";
              default -> secret.getAlgorithm();
            });
    signature.initSign(secret);
    signature.update(PROOF);
    byte[] signed = signature.sign();
    signature.initVerify(open);
    signature.update(PROOF);
    return signature.verify(signed);
  }

  private static List<X509Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> read =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (read.isEmpty()) {
        throw new GeneralSecurityException(file + " holds no certificate");
      }
      return read.stream().map(X509Certificate.class::cast).toList();
    } catch (CertificateException e) {
      throw new GeneralSecurityException(file + " does not hold certificates in PEM form", e);
    }
  }

  private static X509ExtendedTrustManager trust(Path file)
      throws IOException, GeneralSecurityException {
    KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
    anchors.load(null, null);
    for (X509Certificate authority : certificates(file)) {
      anchors.setCertificateEntry("authority-" + anchors.size(), authority);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(anchors);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager found) {
        return found;
      }
    }
    throw new GeneralSecurityException("the JDK has no trust manager for X.509");
  }
}
