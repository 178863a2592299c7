package io.nodectl.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentsTest {
  @TempDir private Path folder;
  private Path templates = Path.of("");

  @BeforeEach
  void write_templates() throws IOException {
    templates = Files.createDirectory(folder.resolve("templates"));
    Files.writeString(templates.resolve("jvm.options"), "-Xms8m\n");
    Files.writeString(templates.resolve("programs.properties"), "one=a.One\ntwo=a.Two\n");
    Files.writeString(templates.resolve("launcher.sh"), "run @NAME@ by @MAIN@\n");
    Files.writeString(templates.resolve("find-java.sh"), "");
  }

  @Test
  void the_same_content_has_the_same_id_wherever_it_lies() throws IOException {
    Contents here =
        new Contents(List.of(jar("here/a.jar", "1"), jar("here/b.jar", "2")), templates);
    Contents there =
        new Contents(List.of(jar("there/a.jar", "1"), jar("there/b.jar", "2")), templates);

    assertEquals(here.id(), there.id());
  }

  @Test
  void other_bytes_another_order_and_other_flags_have_other_ids() throws IOException {
    Path a = jar("a.jar", "1");
    Path b = jar("b.jar", "2");
    String id = new Contents(List.of(a, b), templates).id();

    assertNotEquals(id, new Contents(List.of(b, a), templates).id());
    assertNotEquals(id, new Contents(List.of(a, jar("x/b.jar", "3")), templates).id());
    Files.writeString(templates.resolve("jvm.options"), "-Xms9m\n");
    assertNotEquals(id, new Contents(List.of(a, b), templates).id());
  }

  @Test
  void two_jars_of_one_name_are_refused() throws IOException {
    List<Path> jars = List.of(jar("x/a.jar", "1"), jar("y/a.jar", "2"));

    assertThrows(IllegalArgumentException.class, () -> new Contents(jars, templates));
  }

  @Test
  void each_program_gets_an_executable_launcher_of_its_own() throws IOException {
    Path dist = Files.createDirectory(folder.resolve("dist"));

    new Contents(List.of(jar("a.jar", "1")), templates).writeTo(dist);

    assertEquals("run two by a.Two\n", Files.readString(dist.resolve("bin/two")));
    assertTrue(Files.isExecutable(dist.resolve("bin/one")));
  }

  @Test
  void one_jar_names_all_others_in_their_order() throws IOException {
    Path dist = Files.createDirectory(folder.resolve("dist"));

    new Contents(List.of(jar("z.jar", "1"), jar("a.jar", "2")), templates).writeTo(dist);

    try (JarFile jar = new JarFile(dist.resolve("lib/nodectl.jar").toFile())) {
      assertEquals("z.jar a.jar", jar.getManifest().getMainAttributes().getValue("Class-Path"));
    }
  }

  @Test
  void only_a_build_of_all_our_jars_in_the_checkout_counts_as_whole() throws IOException {
    Path ours = jar("checkout/target/nodectl-cli.jar", "1");
    Path library = jar("m2/netty.jar", "2");
    Path installed = jar("m2/nodectl-node.jar", "3");
    Path checkout = folder.resolve("checkout");

    assertTrue(new Contents(List.of(ours, library), templates).comesWhollyFrom(checkout));
    assertEquals(
        false, new Contents(List.of(ours, installed), templates).comesWhollyFrom(checkout));
  }

  private Path jar(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      ZipEntry entry = new ZipEntry(content);
      entry.setTime(0);
      out.putNextEntry(entry);
    }
    return file;
  }
}
