package io.nodectl.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random input, always the same: whatever comes, the outcome is a documented one.
class FuzzTest {
  private static final int ROUNDS = 5_000;

  /// Pieces that get further into the decoders than noise does.
  private static final List<String> WORDS =
      List.of(
          "NODECTL/1 ",
          "NODECTL/",
          "1",
          "2",
          " ",
          "BOUND",
          "READY",
          "FAIL",
          "STATUS",
          "EXTEND",
          "WIRE",
          "CONFIG",
          "STOP",
          "X-",
          "\n",
          "\n",
          "\n\n",
          "port.a=",
          "peer.gcs.a=",
          "generation=1\n",
          "pid=7\n",
          "text=",
          "code=",
          "message=",
          "retry=no\n",
          "ms=",
          "grace.ms=",
          "127.0.0.1:80",
          "[::1]:1",
          "none",
          "%0A",
          "%",
          "=",
          "41233",
          "\0",
          "\r",
          "é",
          "🐟");

  @Test
  void the_decoder_of_reports_bears_anything_however_it_is_cut() {
    Random random = new Random(3840);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] input = input(random);
      List<Decoded> whole = Bytes.decode(input);
      assertEquals(shapes(whole), shapes(inPieces(input, random)));
      assertTrue(whole.size() <= input.length + 1);
    }
  }

  @Test
  void the_reader_of_orders_bears_anything() {
    Random random = new Random(41233);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] input = input(random);
      OrderReader reader = new OrderReader(new ByteArrayInputStream(input));
      try {
        int orders = 0;
        Optional<Order> order = reader.next();
        while (order.isPresent()) {
          assertTrue(++orders <= input.length);
          order = reader.next();
        }
      } catch (IOException documented) {
        assertTrue(
            String.valueOf(documented.getMessage()).startsWith("the parent's orders are not"));
      }
    }
  }

  @Test
  void any_text_that_is_cut_fits_and_keeps_its_encoding() throws MalformedRecord {
    Random random = new Random(52365);
    for (int round = 0; round < ROUNDS; round++) {
      String text = new String(input(random), StandardCharsets.UTF_8);
      int limit = 3 + random.nextInt(60);
      String cut = Escapes.cut(text, limit);
      assertTrue(Bytes.of(Escapes.encode(cut)).length <= limit);
      assertEquals(cut, Escapes.decode(Escapes.encode(cut)));
    }
  }

  private static byte[] input(Random random) {
    StringBuilder text = new StringBuilder();
    int words = random.nextInt(30);
    for (int i = 0; i < words; i++) {
      text.append(WORDS.get(random.nextInt(WORDS.size())));
    }
    byte[] bytes = Bytes.of(text.toString());
    int flips = bytes.length == 0 ? 0 : random.nextInt(3);
    for (int i = 0; i < flips; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static List<Decoded> inPieces(byte[] input, Random random) {
    ReportDecoder decoder = new ReportDecoder();
    List<Decoded> decoded = new ArrayList<>();
    for (int at = 0; at < input.length; ) {
      int piece = Math.min(input.length - at, 1 + random.nextInt(20));
      decoded.addAll(decoder.feed(input, at, piece));
      at += piece;
    }
    decoder.end().ifPresent(decoded::add);
    return decoded;
  }

  /// The outcomes without the first bytes, of which the decoder shows what it has at hand.
  private static List<String> shapes(List<Decoded> decoded) {
    List<String> shapes = new ArrayList<>();
    for (Decoded one : decoded) {
      shapes.add(one instanceof Decoded.Malformed malformed ? malformed.why() : one.toString());
    }
    return shapes;
  }
}
