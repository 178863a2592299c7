package io.nodectl.distribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModernJarTest {
  @TempDir private Path folder;

  @Test
  void classes_of_java_5_get_a_version_with_stack_maps() throws Exception {
    Path published =
        Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path copy = folder.resolve("picocli.jar");

    new ModernJar(published).copyTo(copy);

    assertTrue(version(published) < ClassFile.JAVA_6_VERSION);
    assertEquals(ClassFile.JAVA_8_VERSION, version(copy));
  }

  @Test
  void what_was_changed_still_verifies_and_works() throws Exception {
    Path published =
        Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path copy = folder.resolve("picocli.jar");
    new ModernJar(published).copyTo(copy);

    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {copy.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> spec = loader.loadClass("picocli.CommandLine$Model$CommandSpec");
      Object created = spec.getMethod("create").invoke(null);
      Object usage =
          loader
              .loadClass("picocli.CommandLine")
              .getMethod("getUsageMessage")
              .invoke(
                  loader
                      .loadClass("picocli.CommandLine")
                      .getConstructor(Object.class)
                      .newInstance(created));
      assertTrue(usage.toString().startsWith("Usage:"), usage.toString());
    }
  }

  @Test
  void a_jar_of_modern_classes_stays_as_it_is() throws IOException {
    Path jar = folder.resolve("modern.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar));
        InputStream self = ModernJarTest.class.getResourceAsStream("ModernJarTest.class")) {
      out.putNextEntry(new ZipEntry("ModernJarTest.class"));
      self.transferTo(out);
    }
    Path copy = folder.resolve("copy.jar");

    new ModernJar(jar).copyTo(copy);

    assertArrayEquals(Files.readAllBytes(jar), Files.readAllBytes(copy));
  }

  private static int version(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile());
        InputStream in = file.getInputStream(file.getEntry("picocli/CommandLine.class"))) {
      return ClassFile.of().parse(in.readAllBytes()).majorVersion();
    }
  }
}
