package io.nodectl.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HomeTest {
  @Test
  void home_is_where_the_environment_says() {
    assertEquals(Path.of("/elsewhere"), Home.of(Map.of("HOME", "/elsewhere")));
  }

  @Test
  void without_such_a_word_it_is_that_of_the_list_of_users() {
    Path listed = Path.of(System.getProperty("user.home"));
    assertEquals(listed, Home.of(Map.of()));
    assertEquals(listed, Home.of(Map.of("HOME", "")));
  }
}
