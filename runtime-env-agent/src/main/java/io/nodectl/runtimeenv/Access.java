package io.nodectl.runtimeenv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Who may ask. Until it is told, nobody may.
final class Access {
  private static final String SCHEME = "Bearer ";

  private final AtomicReference<Rule> rule = new AtomicReference<>(new Unknown());

  /// What to do with one request.
  enum Decision {
    /// Answer it.
    ALLOWED,
    /// 401: it carries no token.
    MISSING,
    /// 403: it carries another token.
    WRONG,
    /// 503: nobody said yet which token is right.
    NOT_YET
  }

  private sealed interface Rule {}

  private record Unknown() implements Rule {}

  private record Everybody() implements Rule {}

  @SuppressWarnings("ArrayRecordComponent") // never compared but in constant time
  private record Bearer(byte[] header) implements Rule {}

  void allowEverybody() {
    rule.set(new Everybody());
  }

  /// @param token not empty
  void require(String token) {
    rule.set(new Bearer((SCHEME + token).getBytes(UTF_8)));
  }

  /// @param authorization the header `Authorization`, or Ray's `X-Ray-Authorization`, if there is
  ///     one
  Decision decide(@Nullable String authorization) {
    return switch (rule.get()) {
      case Unknown _ -> Decision.NOT_YET;
      case Everybody _ -> Decision.ALLOWED;
      case Bearer bearer when authorization == null -> Decision.MISSING;
      case Bearer bearer ->
          MessageDigest.isEqual(bearer.header(), authorization.getBytes(UTF_8))
              ? Decision.ALLOWED
              : Decision.WRONG;
    };
  }
}
