package io.nodectl.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrpcDialogueTest {
  private static final byte[] NOTHING = {};
  private static final byte[] EIGHT = {1, 2, 3, 4, 5, 6, 7, 8};
  private static final byte[] SERVES = {0, 0, 0, 0, 2, 8, 1};

  private final GrpcDialogue dialogue = new GrpcDialogue("127.0.0.1", "");

  @Test
  void settings_and_pings_of_the_server_are_acknowledged_also_between_questions()
      throws IOException {
    assertArrayEquals(bytes(4, 1, 0, NOTHING), hear(bytes(4, 0, 0, NOTHING)));
    assertArrayEquals(bytes(6, 1, 0, EIGHT), hear(bytes(6, 0, 0, EIGHT)));
    assertArrayEquals(NOTHING, hear(bytes(6, 1, 0, EIGHT)));
  }

  @Test
  void an_answer_that_comes_byte_by_byte_is_one() throws IOException {
    byte[] _ = dialogue.question();
    byte[] all = bytes(0, 0, 1, SERVES);
    for (byte each : all) {
      assertEquals(Optional.empty(), dialogue.answer());
      hear(new byte[] {each});
    }
    assertEquals(Optional.of(Health.SERVING), dialogue.answer());
  }

  @Test
  void what_belongs_to_an_earlier_question_answers_no_later_one() throws IOException {
    byte[] first = dialogue.question();
    hear(bytes(0, 0, 1, SERVES));
    byte[] second = dialogue.question();
    assertTrue(second.length < first.length, "the connection has begun already");
    hear(bytes(1, 5, 1, EIGHT)); // The end of the first one.
    assertEquals(Optional.empty(), dialogue.answer());
    hear(bytes(3, 0, 3, new byte[] {0, 0, 0, 2}));
    assertEquals(Optional.of(Health.NOT_SERVING), dialogue.answer());
  }

  @Test
  void a_server_that_goes_away_still_answers_what_it_has_taken() throws IOException {
    byte[] _ = dialogue.question();
    hear(bytes(7, 0, 0, new byte[] {127, -1, -1, -1, 0, 0, 0, 0}));
    assertFalse(dialogue.takesMore());
    hear(bytes(0, 0, 1, SERVES));
    assertEquals(Optional.of(Health.SERVING), dialogue.answer());
  }

  @Test
  void a_server_that_goes_away_without_an_answer_is_to_be_asked_elsewhere() {
    byte[] _ = dialogue.question();
    byte[] away = bytes(7, 0, 0, new byte[8]);
    assertThrows(IOException.class, () -> hear(away));
  }

  @Test
  void what_is_no_http_2_is_refused() {
    byte[] text = "HTTP/1.1 400 Bad Request\r\n".getBytes(UTF_8);
    assertThrows(IOException.class, () -> hear(text));
  }

  private byte[] hear(byte[] bytes) throws IOException {
    // The buffer of a reader is longer than what was read.
    return dialogue.hear(Arrays.copyOf(bytes, bytes.length + 7), bytes.length);
  }

  private static byte[] bytes(int type, int flags, int stream, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Http2Frame(type, flags, stream, payload).writeTo(out);
    return out.toByteArray();
  }
}
