package io.nodectl.rpc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads private keys from PEM files: PKCS #8, and RSA keys in the older form that the tools of
/// Ray's instructions write (PKCS #1), which the JDK does not read.
final class PrivateKeys {

  private static final String PKCS8 = "PRIVATE KEY";
  private static final String PKCS1 = "RSA PRIVATE KEY";

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]+)-----END \\1-----");

  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  /// Version 0, then the algorithm: rsaEncryption, no parameters (RFC 8017, A.1).
  private static final byte[] RSA = {
    2, 1, 0, 0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
  };

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 4;

  private PrivateKeys() {}

  /// @throws GeneralSecurityException if there is no key that can be used, in words for a person
  static PrivateKey read(Path file) throws IOException, GeneralSecurityException {
    Matcher block = BLOCK.matcher(Files.readString(file, US_ASCII));
    if (!block.find()) {
      throw new GeneralSecurityException(file + " holds no private key in PEM form");
    }
    byte[] content;
    try {
      content = Base64.getMimeDecoder().decode(block.group(2));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("the private key of " + file + " is damaged", e);
    }
    return switch (block.group(1)) {
      case PKCS8 -> key(content).orElseThrow(() -> useless(file));
      case PKCS1 -> key(wrapped(content)).orElseThrow(() -> useless(file));
      default -> throw useless(file);
    };
  }

  private static Optional<PrivateKey> key(byte[] pkcs8) throws GeneralSecurityException {
    for (String algorithm : ALGORITHMS) {
      try {
        return Optional.of(
            KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
      } catch (InvalidKeySpecException _) {
        // A key of another algorithm.
      }
    }
    return Optional.empty();
  }

  private static GeneralSecurityException useless(Path file) {
    return new GeneralSecurityException(
        "the private key of %s cannot be used; write it anew: openssl pkcs8 -topk8 -nocrypt -in %s"
            .formatted(file, file));
  }

  /// The same key as PKCS #8 has it (RFC 5208).
  private static byte[] wrapped(byte[] pkcs1) {
    var inner = new ByteArrayOutputStream();
    inner.writeBytes(RSA);
    inner.writeBytes(element(OCTETS, pkcs1));
    return element(SEQUENCE, inner.toByteArray());
  }

  /// One element of DER, with a length of two bytes or, rarely, fewer.
  private static byte[] element(int tag, byte[] content) {
    var out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else if (content.length < 0x100) {
      out.write(0x81);
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
