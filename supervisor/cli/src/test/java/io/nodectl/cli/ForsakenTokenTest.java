package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.node.Auth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForsakenTokenTest {
  @TempDir private Path folder;
  private Path own = Path.of("");

  @BeforeEach
  void a_head_has_made_a_token() throws IOException {
    own = Files.writeString(folder.resolve("token"), "made\n");
  }

  @Test
  void another_token_is_told_with_its_source_and_the_way_back() {
    String note = ForsakenToken.note(token("of-ray", "/home/.ray/auth_token"), own).orElse("");
    assertTrue(note.contains("/home/.ray/auth_token"), note);
    assertTrue(note.contains("--token-file " + own), note);
  }

  @Test
  void the_same_token_is_no_news() {
    assertEquals(Optional.empty(), ForsakenToken.note(token("made", own.toString()), own));
    assertEquals(Optional.empty(), ForsakenToken.note(new Auth.OwnToken(), own));
  }

  @Test
  void a_head_that_never_made_one_leaves_none() {
    Path none = folder.resolve("none");
    assertEquals(Optional.empty(), ForsakenToken.note(token("of-ray", "/t"), none));
  }

  private static Auth token(String text, String file) {
    return new Auth.Token(text, Optional.of(Path.of(file)));
  }
}
