package io.nodectl.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// A library's jar in a form that an AOT cache can hold.
///
/// JDK 25 leaves out every class that is written for Java 5 or older, as picocli's are, and all
/// that extend one: they have no stack maps and need the old verifier. Loading picocli from its jar
/// took a third of a small program's start. Such classes get their stack maps here; what they do
/// stays the same.
///
/// @param jar as it was published
record ModernJar(Path jar) {
  /// The first version that must have stack maps (JVMS 4.10).
  private static final int JAVA_6 = ClassFile.JAVA_6_VERSION;

  /// After the magic number and the minor version (JVMS 4.1).
  private static final int MAJOR_VERSION_OFFSET = 6;

  private static final ClassFile WITH_STACK_MAPS =
      ClassFile.of(
          StackMapsOption.GENERATE_STACK_MAPS,
          ClassFile.ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofClassLoading(ModernJar.class.getClassLoader())));

  /// Copies the jar without its [NativeCode]; class by class if any of it is too old.
  void copyTo(Path target) throws IOException {
    try (ZipFile source = new ZipFile(jar.toFile())) {
      List<ZipEntry> entries = new ArrayList<>(Collections.list(source.entries()));
      boolean old = entries.removeIf(NativeCode::is);
      List<byte[]> contents = new ArrayList<>();
      for (ZipEntry entry : entries) {
        byte[] content;
        try (InputStream in = source.getInputStream(entry)) {
          content = in.readAllBytes();
        }
        old |= isOld(entry, content);
        contents.add(content);
      }
      if (old) {
        write(target, entries, contents);
      } else {
        Files.copy(jar, target);
      }
    }
  }

  private static void write(Path target, List<ZipEntry> entries, List<byte[]> contents)
      throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(target))) {
      for (int i = 0; i < entries.size(); i++) {
        ZipEntry entry = entries.get(i);
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        out.write(isOld(entry, contents.get(i)) ? modern(contents.get(i)) : contents.get(i));
      }
    }
  }

  private static boolean isOld(ZipEntry entry, byte[] content) {
    return entry.getName().endsWith(".class")
        && ByteBuffer.wrap(content).getShort(MAJOR_VERSION_OFFSET) < JAVA_6;
  }

  private static byte[] modern(byte[] content) {
    // Every method's code is taken apart and put together again: code copied whole gets no maps.
    return WITH_STACK_MAPS.transformClass(
        WITH_STACK_MAPS.parse(content),
        ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
            .andThen(
                ClassTransform.endHandler(
                    builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0))));
  }
}
