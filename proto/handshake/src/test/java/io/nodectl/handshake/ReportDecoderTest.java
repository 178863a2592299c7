package io.nodectl.handshake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportDecoderTest {
  private static final Endpoint HERE = new Endpoint("127.0.0.1", 41233);

  static List<Report> every_kind() {
    Ports three = Ports.of("rpc", HERE).with("http", new Endpoint("::1", 80)).without("metrics");
    return List.of(
        new Report.Bound(812, three),
        new Report.Ready(),
        new Report.Status("40 % of\r\nthe log\0, naïve 🐟", Map.of("phase", "wired")),
        new Report.Extend(Duration.ofSeconds(20)),
        new Report.Fail("port-taken", "port 6379 is taken\nby 812 (redis)", Retry.NO));
  }

  @Test
  void every_kind_of_report_survives_the_way_through_the_pipe() {
    byte[] all = new byte[0];
    List<Decoded> expected = new ArrayList<>();
    for (Report report : every_kind()) {
      all = joined(all, Records.encode(report));
      expected.add(new Decoded.Reported(report));
    }
    assertEquals(expected, Bytes.decode(all));
    assertEquals(expected, Bytes.decodeOneByOne(all));
  }

  @Test
  void a_record_counts_at_its_empty_line_and_not_before() {
    ReportDecoder decoder = new ReportDecoder();
    byte[] bytes = Bytes.of("NODECTL/1 READY\n\n");
    assertEquals(List.of(), decoder.feed(bytes, 0, bytes.length - 1));
    List<Decoded> ready = List.of(new Decoded.Reported(new Report.Ready()));
    assertEquals(ready, decoder.feed(bytes, bytes.length - 1, 1));
    assertEquals(Optional.empty(), decoder.end());
  }

  @ParameterizedTest
  @ValueSource(strings = {"41233\n", "41233\0"})
  void a_bare_number_is_a_port_called_main_that_is_ready(String text) {
    List<Decoded> expected =
        List.of(
            new Decoded.Reported(new Report.Bound(0, Ports.of("main", HERE))),
            new Decoded.Reported(new Report.Ready()));
    assertEquals(expected, Bytes.decode(text));
    assertEquals(expected, Bytes.decodeOneByOne(Bytes.of(text)));
  }

  @Test
  void a_wrapper_may_report_its_state_after_a_bare_number() {
    List<Decoded> decoded = Bytes.decode("1\nNODECTL/1 STATUS\ntext=fine\n\n");
    assertEquals(new Decoded.Reported(new Report.Status("fine", Map.of())), decoded.get(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0\n",
        "65536\n",
        "99999\n",
        "123456",
        "12abc\n",
        "041233\n",
        "-1\n",
        "+1\n",
        " 80\n",
        "80 \n",
        "80\r\n",
        "\n",
        "\0",
        "\n\n",
        "hello\n",
        "nodectl/1 READY\n\n",
        "NODECTL/0 READY\n\n",
        "NODECTL/1\n\n",
        "NODECTL/ READY\n\n",
        "NODECTL/x READY\n\n",
        "NODECTL/01 READY\n\n",
        "NODECTL/1 ready\n\n",
        "NODECTL/1  READY\n\n",
        "NODECTL/1 READY \n\n",
        "NODECTL/1 PANIC\n\n",
        "NODECTL/1 READY\r\n\r\n",
        "NODECTL/1 READY\nnonsense\n\n",
        "NODECTL/1 READY\n=1\n\n",
        "NODECTL/1 READY\na=1\na=2\n\n",
        "NODECTL/1 READY\na=%\n\n",
        "NODECTL/1 READY\na=%2\n\n",
        "NODECTL/1 READY\na=%zz\n\n",
        "NODECTL/1 READY\na=%80\n\n",
        "NODECTL/1 READY\nport.a=h:1\n\n",
        "NODECTL/1 BOUND\nport.a=h:0\n\n",
        "NODECTL/1 BOUND\nport.a=h:65536\n\n",
        "NODECTL/1 BOUND\nport.a=80\n\n",
        "NODECTL/1 BOUND\nport.a=:80\n\n",
        "NODECTL/1 BOUND\nport.a=::1:80\n\n",
        "NODECTL/1 BOUND\nport.a=[h]:80\n\n",
        "NODECTL/1 BOUND\nport.a=h:80 \n\n",
        "NODECTL/1 BOUND\nport.a=\n\n",
        "NODECTL/1 BOUND\nport.=h:1\n\n",
        "NODECTL/1 BOUND\nport.A=h:1\n\n",
        "NODECTL/1 BOUND\nport.1=h:1\n\n",
        "NODECTL/1 BOUND\nport.a.b=h:1\n\n",
        "NODECTL/1 BOUND\nport.a23456789012345678901234567890123=h:1\n\n",
        "NODECTL/1 BOUND\nport.a=h:1\nport.a=h:2\n\n",
        "NODECTL/1 BOUND\npid=0\n\n",
        "NODECTL/1 BOUND\npid=x\n\n",
        "NODECTL/1 BOUND\npid=99999999999\n\n",
        "NODECTL/1 FAIL\nmessage=no code\n\n",
        "NODECTL/1 FAIL\ncode=x\n\n",
        "NODECTL/1 FAIL\ncode=a b\nmessage=m\n\n",
        "NODECTL/1 FAIL\ncode=a\nmessage=m\nretry=maybe\n\n",
        "NODECTL/1 STATUS\n\n",
        "NODECTL/1 EXTEND\n\n",
        "NODECTL/1 EXTEND\nms=0\n\n",
        "NODECTL/1 EXTEND\nms=-5\n\n",
        "NODECTL/1 EXTEND\nms=1e9\n\n",
        "NODECTL/1 EXTEND\nms=999999999999999\n\n"
      })
  void what_does_not_keep_to_the_protocol_is_refused(String text) {
    List<Decoded> decoded = Bytes.decode(text);
    assertEquals(1, decoded.size(), () -> text + " became " + decoded);
    Decoded.Malformed malformed = assertInstanceOf(Decoded.Malformed.class, decoded.getFirst());
    assertTrue(text.startsWith(new String(malformed.firstBytes(), UTF_8)), malformed::toString);
    List<Decoded> again = Bytes.decodeOneByOne(Bytes.of(text));
    assertEquals(1, again.size());
    assertEquals(
        malformed.why(), assertInstanceOf(Decoded.Malformed.class, again.getFirst()).why());
  }

  @Test
  void bytes_that_are_not_utf_8_are_refused() {
    byte[] bytes = Bytes.of("NODECTL/1 STATUS\ntext=?\n\n");
    bytes[22] = (byte) 0xff;
    Decoded.Malformed malformed =
        assertInstanceOf(Decoded.Malformed.class, Bytes.decode(bytes).getFirst());
    assertEquals("\"NODECTL/1 STATUS\\x0atext=\\xff\\x0a\\x0a\"", malformed.quoted());
  }

  @Test
  void a_second_bound_is_refused_and_the_first_one_stands() {
    List<Decoded> decoded =
        Bytes.decode("NODECTL/1 BOUND\nport.a=h:1\n\nNODECTL/1 BOUND\nport.a=h:2\n\n");
    assertEquals(
        new Decoded.Reported(new Report.Bound(0, Ports.of("a", new Endpoint("h", 1)))),
        decoded.get(0));
    assertTrue(assertInstanceOf(Decoded.Malformed.class, decoded.get(1)).why().contains("second"));
  }

  @Test
  void a_bare_number_after_a_bound_is_a_second_bound() {
    List<Decoded> decoded = Bytes.decode("NODECTL/1 BOUND\n\n41233\n");
    assertInstanceOf(Decoded.Malformed.class, decoded.get(1));
  }

  @Test
  void a_later_version_is_told_with_both_numbers_after_its_first_line() {
    ReportDecoder decoder = new ReportDecoder();
    byte[] bytes = Bytes.of("NODECTL/12 BOUND {whatever}\n");
    List<Decoded> decoded = decoder.feed(bytes, 0, bytes.length);
    assertEquals(List.of(new Decoded.OtherVersion(12)), decoded);
    assertEquals(
        "it speaks NODECTL/12, this nodectl speaks NODECTL/1",
        new Decoded.OtherVersion(12).message());
    assertEquals(Optional.empty(), decoder.end());
  }

  @Test
  void unknown_keys_and_extensions_are_passed_over() {
    List<Decoded> decoded =
        Bytes.decode("NODECTL/1 X-METRIC\nport.a=1\n\nNODECTL/1 BOUND\nx.commit=ab12\npid=7\n\n");
    assertEquals(List.of(new Decoded.Reported(new Report.Bound(7, Ports.none()))), decoded);
  }

  @Test
  void a_failure_that_does_not_say_so_may_be_retried() {
    List<Decoded> decoded = Bytes.decode("NODECTL/1 FAIL\ncode=bind\nmessage=\nerrno=98\n\n");
    assertEquals(List.of(new Decoded.Reported(new Report.Fail("bind", "", Retry.YES))), decoded);
  }

  @Test
  void a_record_may_have_3840_bytes_and_not_one_more() {
    String head = "NODECTL/1 STATUS\ntext=";
    String fits = head + "x".repeat(Records.MAX_BYTES - head.length() - 2) + "\n\n";
    assertInstanceOf(Decoded.Reported.class, Bytes.decode(fits).getFirst());
    String tooLong = head + "x".repeat(Records.MAX_BYTES - head.length() - 1) + "\n\n";
    Decoded.Malformed malformed =
        assertInstanceOf(Decoded.Malformed.class, Bytes.decode(tooLong).getFirst());
    assertEquals(64, malformed.firstBytes().length);
  }

  @Test
  void a_mebibyte_without_an_end_is_one_complaint() {
    assertEquals(1, Bytes.decode("A".repeat(1 << 20)).size());
    assertEquals(1, Bytes.decode("NODECTL/1 STATUS\ntext=" + "A".repeat(1 << 20)).size());
  }

  @Test
  void at_most_32_ports_are_taken() {
    StringBuilder record = new StringBuilder("NODECTL/1 BOUND\n");
    for (int i = 1; i <= 33; i++) {
      record.append("port.p").append(i).append("=h:").append(i).append('\n');
    }
    assertInstanceOf(Decoded.Malformed.class, Bytes.decode(record + "\n").getFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4",
        "41233",
        "N",
        "NODECTL/1 READY",
        "NODECTL/1 READY\n",
        "NODECTL/1 BOUND\npid=7\n"
      })
  void the_end_in_the_middle_of_a_record_is_told(String text) {
    Decoded.Malformed malformed =
        assertInstanceOf(Decoded.Malformed.class, Bytes.decode(text).getFirst());
    assertEquals(text, new String(malformed.firstBytes(), UTF_8));
  }

  @Test
  void nothing_is_decoded_after_a_complaint() {
    assertEquals(1, Bytes.decode("\nNODECTL/1 READY\n\n").size());
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
