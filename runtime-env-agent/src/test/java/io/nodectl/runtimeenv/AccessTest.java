package io.nodectl.runtimeenv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.runtimeenv.Access.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  private final Access access = new Access();

  @Test
  void nobody_is_let_in_before_it_is_said_who_may() {
    assertEquals(Decision.NOT_YET, access.decide("Bearer s3cret"));
    assertEquals(Decision.NOT_YET, access.decide(null));
  }

  @Test
  void with_a_token_only_its_exact_header_is_let_in() {
    access.require("s3cret");
    assertEquals(Decision.ALLOWED, access.decide("Bearer s3cret"));
    assertEquals(Decision.MISSING, access.decide(null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "s3cret", "bearer s3cret", "Bearer s3cre", "Bearer s3crett", "Bearer  s3cret"})
  void any_other_header_is_wrong(String header) {
    access.require("s3cret");
    assertEquals(Decision.WRONG, access.decide(header));
  }

  @Test
  void without_authentication_everybody_is_let_in() {
    access.allowEverybody();
    assertEquals(Decision.ALLOWED, access.decide(null));
    assertEquals(Decision.ALLOWED, access.decide("Bearer whatever"));
  }
}
