package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
  @TempDir Path folder;

  private Auth settled() throws ProblemException {
    return Tokens.settle(new Auth.OwnToken(), new NodeFolder(folder));
  }

  private String refusal(byte[] content) throws Exception {
    Files.write(folder.resolve("token"), content);
    Problem problem = assertThrows(ProblemException.class, this::settled).problem();
    assertEquals(ExitCode.REFUSED, problem.code());
    assertTrue(problem.message().contains(folder.resolve("token").toString()), problem.toString());
    assertTrue(problem.message().contains("Remove the file"), problem.toString());
    return problem.message();
  }

  @Test
  void an_empty_token_file_is_refused_with_a_remedy() throws Exception {
    assertTrue(refusal(new byte[0]).contains("is empty"));
    assertTrue(refusal(" \n".getBytes(StandardCharsets.US_ASCII)).contains("is empty"));
  }

  @Test
  void a_token_that_is_not_printable_ascii_is_refused_and_not_shown() throws Exception {
    assertTrue(refusal("gehe\u00edm".getBytes(StandardCharsets.UTF_8)).contains("printable ASCII"));
    assertTrue(refusal(new byte[] {(byte) 0xff, 'a'}).contains("printable ASCII"));
    assertFalse(refusal("two\nlines".getBytes(StandardCharsets.US_ASCII)).contains("lines"));
  }

  @Test
  void a_token_of_somebody_else_is_taken_without_its_line_end() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "s3cret~\n");

    assertEquals(new Auth.Token("s3cret~", Optional.of(file)), settled());
  }
}
