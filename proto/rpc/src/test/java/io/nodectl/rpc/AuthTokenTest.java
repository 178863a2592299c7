package io.nodectl.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AuthTokenTest {

  private static final AuthToken TOKEN = AuthToken.of("s3cret");

  @Test
  void its_text_form_hides_the_secret() {
    assertFalse(TOKEN.toString().contains("s3cret"));
  }

  @Test
  void equal_secrets_make_equal_tokens() {
    assertEquals(TOKEN, AuthToken.of("s3cret"));
    assertEquals(TOKEN.hashCode(), AuthToken.of("s3cret").hashCode());
    assertNotEquals(TOKEN, AuthToken.of("s3cret2"));
  }

  @Test
  void only_the_exact_scheme_is_taken_from_a_header() {
    assertTrue(TOKEN.isBorneBy("Bearer s3cret"));
    assertFalse(TOKEN.isBorneBy("bearer s3cret"));
    assertFalse(TOKEN.isBorneBy("s3cret"));
    assertFalse(TOKEN.isBorneBy("Bearer s3cret "));
    assertFalse(TOKEN.isBorneBy(""));
  }

  @Test
  void what_no_header_can_carry_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> AuthToken.of(""));
    assertThrows(IllegalArgumentException.class, () -> AuthToken.of("two words"));
    assertThrows(IllegalArgumentException.class, () -> AuthToken.of("line\n"));
    assertThrows(IllegalArgumentException.class, () -> AuthToken.of("schlüssel"));
  }
}
