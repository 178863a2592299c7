package io.nodectl.environment.packages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.RuntimeEnv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreparationTest {
  @TempDir Path here;

  private final PackagesInMemory store = new PackagesInMemory();

  @Test
  void a_working_directory_is_brought_once_and_named_by_its_contents() throws Exception {
    write("work/a.py", "1");
    write("work/.venv/x", "not this");
    write("work/big.bin", "nor this");
    String document = "{\"working_dir\":\"work\",\"excludes\":[\"*.bin\"]}";
    String uri = prepare(document).text("working_dir").orElseThrow();
    assertEquals(uri, prepare(document).text("working_dir").orElseThrow());
    assertEquals(List.of(uri), store.puts);
    assertEquals(List.of(uri, uri), store.pins);
    Path out = unpacked(uri);
    assertEquals("1", Files.readString(out.resolve("a.py")));
    assertEquals(List.of("a.py"), names(out));
  }

  @Test
  void the_same_files_are_packed_into_the_same_bytes() throws Exception {
    write("work/a.py", "1");
    write("work/sub/b.py", "2");
    String uri = prepare("{\"working_dir\":\"work\"}").text("working_dir").orElseThrow();
    byte[] before = store.byUri.remove(uri);
    Files.setLastModifiedTime(here.resolve("work/a.py"), FileTime.fromMillis(1));
    assertEquals(uri, prepare("{\"working_dir\":\"work\"}").text("working_dir").orElseThrow());
    assertArrayEquals(before, store.byUri.get(uri));
  }

  @Test
  void a_module_keeps_its_folder_and_a_file_is_one() throws Exception {
    write("mod/__init__.py", "1");
    write("single.py", "2");
    RuntimeEnv prepared = prepare("{\"py_modules\":[\"mod\",\"single.py\",\"gcs://x.zip\"]}");
    List<String> uris =
        prepared
            .field("py_modules")
            .orElseThrow()
            .valueStream()
            .map(uri -> uri.asString())
            .toList();
    assertEquals("1", Files.readString(unpacked(uris.get(0)).resolve("mod/__init__.py")));
    assertEquals("2", Files.readString(unpacked(uris.get(1)).resolve("single.py")));
    assertEquals("gcs://x.zip", uris.get(2));
  }

  @Test
  void a_requirements_file_becomes_what_it_says() throws Exception {
    write("r.txt", "a==1 # why\n\n# nothing\nb @ https://h/b.whl#sha256=00\n");
    assertEquals(
        "{\"pip\":[\"a==1\",\"b @ https://h/b.whl#sha256=00\"]}",
        prepare("{\"pip\":\"r.txt\"}").toString());
    assertEquals(
        "{\"uv\":{\"packages\":[\"a==1\",\"b @ https://h/b.whl#sha256=00\"],\"uv_check\":true}}",
        prepare("{\"uv\":{\"packages\":\"r.txt\",\"uv_check\":true}}").toString());
  }

  @Test
  void what_the_cluster_does_not_take_is_refused_with_a_remedy() throws Exception {
    byte[] noise = new byte[2 << 20];
    new Random(1).nextBytes(noise);
    Files.createDirectory(here.resolve("work"));
    Files.write(here.resolve("work/noise"), noise);
    InvalidEnvironment refused =
        assertThrows(InvalidEnvironment.class, () -> prepare("{\"working_dir\":\"work\"}"));
    assertTrue(refused.getMessage().contains("excludes"), refused::getMessage);
    assertEquals(List.of(), store.puts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"working_dir\":\"nowhere\"}|there is no",
        "{\"py_modules\":[\"text.txt\"]}|neither a folder nor a package",
        "{\"java_jars\":[\"nowhere.jar\"]}|there is no",
        "{\"pip\":\"nowhere.txt\"}|no requirements file"
      })
  void what_is_not_there_is_told_by_its_field(String document, String reason) throws Exception {
    write("text.txt", "x");
    InvalidEnvironment refused = assertThrows(InvalidEnvironment.class, () -> prepare(document));
    assertTrue(refused.getMessage().contains(reason), refused::getMessage);
  }

  private RuntimeEnv prepare(String document) throws InvalidEnvironment, IOException {
    return new Preparation(store, here, Map.of()).prepare(RuntimeEnv.parse(document));
  }

  private Path unpacked(String uri) throws IOException {
    Path archive = Files.createTempFile(here, "got", ".zip");
    assertTrue(store.get(uri, archive));
    Path folder = Files.createTempDirectory(here, "out");
    Unpacker.unpack(archive, ArchiveKind.ZIP, folder, false);
    return folder;
  }

  private static List<String> names(Path folder) throws IOException {
    try (var children = Files.list(folder)) {
      return children.map(child -> child.getFileName().toString()).sorted().toList();
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = here.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
