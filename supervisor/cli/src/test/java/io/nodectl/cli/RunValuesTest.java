package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.messages.raylet.PortMode;
import io.nodectl.node.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class RunValuesTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "2, 20000", "0.5, 5000", "1e2, 1000000", "0.0001, 1"})
  void amounts_are_counted_in_ten_thousandths(String text, long amount) {
    assertEquals(amount, Amounts.read(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "NaN", "Infinity", "0.00001", "two", "1e30", "0x10"})
  void what_is_no_amount_is_refused(String text) {
    assertThrows(TypeConversionException.class, () -> Amounts.read(text));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "100, 100",
    "1K, 1024",
    "1.5k, 1536",
    "2M, 2097152",
    "1GiB, 1073741824",
    "3B, 3",
    "1MB, 1048576"
  })
  void sizes_have_units_of_1024(String text, long bytes) {
    assertEquals(bytes * Amounts.ONE, Amounts.bytes(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "K", "-1M", "1X", "NaN", "1 M", "900000P", "B"})
  void what_is_no_size_is_refused(String text) {
    assertThrows(TypeConversionException.class, () -> Amounts.bytes(text));
  }

  @Test
  void a_hint_fits_what_was_asked_for() {
    assertTrue(hint(() -> Amounts.read("1X")).contains("such as 2 or 0.5"));
    assertTrue(hint(() -> Amounts.read("1e30")).contains("more than there can be"));
    assertTrue(hint(() -> Amounts.whole("0.5")).contains("whole number"));
    String size = hint(() -> Amounts.bytes("1x"));
    assertTrue(size.contains("'1x' is no size, such as 512M, 1.5G"), size);
    assertTrue(size.contains("K, M, G, T or P"), size);
    String memory = hint(() -> Amounts.custom("--resources", "{\"memory\": 1}"));
    assertTrue(memory.endsWith("use --memory"), memory);
    assertTrue(hint(() -> Amounts.custom("--resources", "{\"\": 1}")).contains("no name"));
  }

  private static String hint(Executable bad) {
    return String.valueOf(assertThrows(RuntimeException.class, bad).getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "2, 20000", "3.0, 30000"})
  void what_is_given_away_whole_is_counted_so(String text, long amount) {
    assertEquals(amount, Amounts.whole(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"CPU\": 1}",
        "{\"memory\": 1}",
        "{\"x\": \"1\"}",
        "{\"x\": -1}",
        "{\"x\": NaN}",
        "{\"\": 1}"
      })
  void bad_resources_are_refused(String json) {
    assertThrows(InvalidInput.class, () -> Amounts.custom("--resources", json));
  }

  @Test
  void labels_may_have_lists() {
    assertEquals(
        Map.of("a", "b", "c", "!in(d,e)", "f", "!g"), LabelSelector.read("a=b, c=!in(d,e),f=!g"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "=b", "a=", "a=in(b", "a=b,,c=d", "a=b,a=c", "a=b)"})
  void bad_labels_are_refused(String text) {
    assertThrows(TypeConversionException.class, () -> LabelSelector.read(text));
  }

  @Test
  void port_modes_may_have_values() {
    assertEquals(Optional.empty(), PortModes.read("none"));
    assertTrue(mode("report").hasReport());
    assertEquals("::1", mode("listen-fd=::1").getListenFd().getHost());
    assertEquals("", mode("reserve").getReserve().getHost());
    assertEquals(8000, mode("probe=8000").getProbe().getPort());
    assertEquals("port=([0-9]+)", mode("stdout=port=([0-9]+)").getStdout().getPattern());
    assertEquals("/x/y", mode("portfile=/x/y").getPortfile().getPath());
    assertTrue(mode("uds").hasUds());
  }

  private static PortMode mode(String text) {
    return PortModes.read(text).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "template",
        "report=1",
        "uds=/x",
        "stdout",
        "stdout=(",
        "portfile=x",
        "probe=70000",
        "none=1"
      })
  void bad_port_modes_are_refused(String text) {
    assertThrows(TypeConversionException.class, () -> PortModes.read(text));
  }

  @Test
  void health_checks_are_paths() {
    assertEquals("GET:/a?b=c", Health.read("GET:/a?b=c").getRequest());
    assertEquals("GET:/a", Health.read("/a").getRequest());
    assertEquals("LISTEN", Health.read("listen").getRequest());
    for (String bad : new String[] {"", "GET:", "POST:/a", "GET:/a b", "http://x/"}) {
      assertThrows(TypeConversionException.class, () -> Health.read(bad), bad);
    }
  }

  @Test
  void a_terminal_is_read_in_the_foreground_only() {
    String before = "12 (a b) c) S 1 ";
    assertTrue(StandardInput.mayBeRead("/dev/pts/1", before + "7 7 34816 7 0"));
    assertFalse(StandardInput.mayBeRead("/dev/pts/1", before + "7 7 34816 9 0"));
    assertTrue(StandardInput.mayBeRead("pipe:[1]", before + "7 7 34816 9 0"));
  }

  @Test
  void a_runtime_env_has_one_working_dir() {
    assertEquals(
        "{\"working_dir\":\"/x\"}",
        RuntimeEnvChoice.of(Optional.of("{}"), Optional.of("/x")).orElseThrow().toString());
    assertThrows(
        InvalidInput.class,
        () -> RuntimeEnvChoice.of(Optional.of("{\"working_dir\": \"/y\"}"), Optional.of("/x")));
    assertThrows(InvalidInput.class, () -> RuntimeEnvChoice.of(Optional.of("{"), Optional.empty()));
    assertThrows(
        InvalidInput.class,
        () -> RuntimeEnvChoice.of(Optional.of("/no/such/file"), Optional.empty()));
  }

  @Test
  void a_runtime_env_may_be_written_as_json_or_yaml(@TempDir Path folder) throws IOException {
    Path yaml =
        Files.writeString(
            folder.resolve("env.yaml"), "pip: [requests==2.31.0]\nenv_vars:\n  A: '1'\n");
    Path json = Files.writeString(folder.resolve("env.json"), "{\"uv\": [\"six\"]}");
    assertEquals(
        "{\"pip\":[\"requests==2.31.0\"],\"env_vars\":{\"A\":\"1\"}}", read(yaml.toString()));
    assertEquals("{\"uv\":[\"six\"]}", read(json.toString()));
    Path broken = Files.writeString(folder.resolve("broken.yml"), "a: [");
    assertThrows(InvalidInput.class, () -> read(broken.toString()));
    Path list = Files.writeString(folder.resolve("list.yml"), "- a");
    assertThrows(InvalidInput.class, () -> read(list.toString()));
  }

  private static String read(String document) {
    return RuntimeEnvChoice.of(Optional.of(document), Optional.empty()).orElseThrow().toString();
  }
}
