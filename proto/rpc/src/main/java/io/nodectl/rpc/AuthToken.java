package io.nodectl.rpc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/// The secret that guards every RPC of a cluster; it never shows itself in text, and compares in
/// constant time.
public final class AuthToken {

  private static final String FORM = "Bearer ";

  private final byte[] secret;
  private final byte[] header;

  private AuthToken(byte[] secret) {
    this.secret = secret;
    this.header = (FORM + new String(secret, US_ASCII)).getBytes(US_ASCII);
  }

  /// Wraps a token.
  ///
  /// @throws IllegalArgumentException if the text is empty or has a character that an HTTP header
  ///     cannot carry (anything but visible ASCII)
  public static AuthToken of(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the authentication token is empty");
    }
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "the authentication token has a character that is not visible ASCII, so no header can carry it");
    }
    return new AuthToken(text.getBytes(US_ASCII));
  }

  /// The secret itself: for headers and for the record that hands it to a child, never for logs.
  public String value() {
    return new String(secret, US_ASCII);
  }

  /// The value of the `authorization` header, in the exact form Ray 2.60 demands.
  String bearer() {
    return new String(header, US_ASCII);
  }

  /// Whether an `authorization` header carries this token; takes the same time for every wrong one.
  boolean isBorneBy(String authorization) {
    return MessageDigest.isEqual(header, authorization.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AuthToken that && MessageDigest.isEqual(secret, that.secret);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(secret);
  }

  @Override
  public String toString() {
    return "AuthToken[hidden]";
  }
}
