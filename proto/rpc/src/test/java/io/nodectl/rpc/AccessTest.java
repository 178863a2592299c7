package io.nodectl.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessTest {

  private static final Access TOKEN = Access.by(AuthToken.of("secret"));

  @Test
  void a_parent_gives_a_token_or_switches_authentication_off() {
    assertEquals(
        Optional.of(TOKEN),
        Access.fromConfig(Map.of("auth.mode", "token", "auth.token", "secret")));
    assertEquals(Optional.of(Access.open()), Access.fromConfig(Map.of("auth.mode", "disabled")));
  }

  @Test
  void a_configuration_of_other_things_says_nothing_of_it() {
    assertEquals(Optional.empty(), Access.fromConfig(Map.of("log.level", "debug")));
  }

  @Test
  void half_a_configuration_opens_nothing() {
    assertThrows(
        IllegalArgumentException.class, () -> Access.fromConfig(Map.of("auth.mode", "token")));
    assertThrows(
        IllegalArgumentException.class, () -> Access.fromConfig(Map.of("auth.mode", "off")));
  }

  @Test
  void channels_get_the_token_or_none() {
    assertEquals(TOKEN.token(), TOKEN.on(ChannelOptions.plain()).token());
    assertEquals(Optional.empty(), Access.open().on(ChannelOptions.plain()).token());
  }

  @Test
  void no_text_shows_the_token() {
    assertFalse(TOKEN.toString().contains("secret"));
  }
}
