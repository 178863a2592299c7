package io.nodectl.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/// What goes into a distribution, but for the AOT cache that is made of it.
///
/// @param jars the class path in its order; no two of the same file name
/// @param templates the folder with the launcher, the JVM flags and the index of programs
record Contents(List<Path> jars, Path templates) {
  /// A jar of nothing but a class path: short on every command line, and its order is fixed in one
  /// place.
  static final String CLASS_PATH_JAR = "nodectl.jar";

  private static final List<String> COPIED = List.of("jvm.options", "programs.properties");
  private static final String LAUNCHER = "launcher.sh";
  private static final String FIND_JAVA = "find-java.sh";

  Contents {
    jars = List.copyOf(jars);
    Set<String> names = new HashSet<>(Set.of(CLASS_PATH_JAR));
    for (Path jar : jars) {
      if (!names.add(jar.getFileName().toString())) {
        throw new IllegalArgumentException(
            "two jars named " + jar.getFileName() + " cannot lie in one lib/");
      }
    }
  }

  /// The same for the same jars, templates and JDK, and for nothing else: an AOT cache fits exactly
  /// these.
  String id() throws IOException {
    ContentHash hash = new ContentHash();
    for (Path jar : jars) {
      hash.file(jar);
    }
    for (String template : List.of("jvm.options", "programs.properties", LAUNCHER, FIND_JAVA)) {
      hash.file(templates.resolve(template));
    }
    for (String property : List.of("java.home", "java.vm.version", "os.arch")) {
      hash.text(property + "=" + System.getProperty(property));
    }
    return hash.hex();
  }

  /// Whether all that is ours among the jars was built in this checkout, and none of it by an
  /// earlier build elsewhere.
  boolean comesWhollyFrom(Path checkout) {
    return jars.stream()
        .filter(jar -> jar.getFileName().toString().startsWith("nodectl-"))
        .allMatch(jar -> jar.startsWith(checkout));
  }

  /// Writes everything but the AOT cache into an empty folder.
  void writeTo(Path folder) throws IOException {
    Path lib = Files.createDirectories(folder.resolve("lib"));
    for (Path jar : jars) {
      new ModernJar(jar).copyTo(lib.resolve(jar.getFileName()));
      NativeCode.unpack(jar, folder.resolve("native"));
    }
    writeClassPathJar(lib.resolve(CLASS_PATH_JAR));
    for (String name : COPIED) {
      Files.copy(templates.resolve(name), folder.resolve(name));
    }
    Files.writeString(folder.resolve("java-home"), System.getProperty("java.home") + "\n");
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.copy(templates.resolve(FIND_JAVA), bin.resolve(FIND_JAVA));
    String launcher = Files.readString(templates.resolve(LAUNCHER));
    for (Map.Entry<String, String> program : Programs.in(folder).mainClasses().entrySet()) {
      Path file = bin.resolve(program.getKey());
      Files.writeString(
          file, launcher.replace("@NAME@", program.getKey()).replace("@MAIN@", program.getValue()));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private void writeClassPathJar(Path file) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(
        Attributes.Name.CLASS_PATH,
        String.join(" ", jars.stream().map(jar -> jar.getFileName().toString()).toList()));
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file))) {
      ZipEntry entry = new ZipEntry("META-INF/MANIFEST.MF");
      out.putNextEntry(entry);
      manifest.write(out);
    }
  }
}
