package io.nodectl.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderReaderTest {
  private static final Order.Wire GCS =
      new Order.Wire(
          "gcs-server", 3, Ports.of("gcs", new Endpoint("::1", 6379)).without("metrics"));

  @Test
  void every_kind_of_order_survives_the_way_through_the_pipe() throws IOException {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("target", "a%b");
    List<Order> orders =
        List.of(
            new Order.Config(Map.of("auth.token", "s3\ncret")),
            GCS,
            new Order.Extension("X-CHAOS", fields),
            new Order.Stop(Duration.ofMillis(1500)),
            new Order.Stop(Duration.ZERO, true));
    ByteArrayOutputStream pipe = new ByteArrayOutputStream();
    for (Order order : orders) {
      pipe.write(Records.encode(order));
    }
    OrderReader reader = new OrderReader(byteByByte(pipe.toByteArray()));
    for (Order order : orders) {
      assertEquals(Optional.of(order), reader.next());
    }
    assertEquals(Optional.empty(), reader.next());
  }

  @Test
  void half_a_record_is_the_end() throws IOException {
    byte[] bytes = Records.encode(GCS);
    InputStream half = new ByteArrayInputStream(bytes, 0, bytes.length - 1);
    assertEquals(Optional.empty(), new OrderReader(half).next());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "41233\n",
        "NODECTL/1 BOUND\n\n",
        "NODECTL/1 WIRE\ngeneration=1\n\n",
        "NODECTL/1 WIRE\npeer.gcs=h:1\ngeneration=1\n\n",
        "NODECTL/1 WIRE\npeer.gcs.a=h:1\n\n",
        "NODECTL/1 WIRE\npeer.gcs.a=h:1\ngeneration=0\n\n",
        "NODECTL/1 WIRE\npeer.gcs.a=h:1\npeer.raylet.a=h:1\ngeneration=1\n\n",
        "NODECTL/1 STOP\n\n",
        "NODECTL/2 STOP\n"
      })
  void an_order_that_is_none_is_an_error_with_its_reason(String text) {
    OrderReader reader = new OrderReader(new ByteArrayInputStream(Bytes.of(text)));
    assertThrows(IOException.class, reader::next);
  }

  @Test
  void a_later_version_is_told_with_both_numbers() {
    OrderReader reader = new OrderReader(new ByteArrayInputStream(Bytes.of("NODECTL/7 STOP\n")));
    String message = String.valueOf(assertThrows(IOException.class, reader::next).getMessage());
    assertTrue(message.contains("NODECTL/7") && message.contains("NODECTL/1"), message);
  }

  @Test
  void a_config_does_not_print_its_secrets() {
    assertFalse(new Order.Config(Map.of("auth.token", "s3cret")).toString().contains("s3cret"));
  }

  private static InputStream byteByByte(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(length, 1));
      }

      @Override
      public int read(byte[] buffer) {
        return read(buffer, 0, 1);
      }
    };
  }
}
