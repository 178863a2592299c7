package io.nodectl.it;

import io.nodectl.machine.Proc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// What a root must not have when all its nodes are stopped.
final class Leftovers {
  private Leftovers() {}

  /// One line for each process, held lock and socket of that root; empty if all is clean. A process
  /// that is gone holds no port and no lock.
  static List<String> of(Path root) {
    List<String> left = new ArrayList<>();
    for (Proc process : Processes.ofRoot(root)) {
      left.add("process " + process.pid() + ": " + String.join(" ", process.arguments()));
    }
    for (Path file : files(root)) {
      String name = file.getFileName().toString();
      if (name.endsWith(".sock")) {
        left.add("socket " + file);
      }
      if (name.endsWith("lock") && isHeld(file)) {
        left.add("held lock " + file);
      }
    }
    return left;
  }

  /// Whether any process has a lock on that file (proc_locks(5)).
  static boolean isHeld(Path lock) {
    try {
      String inode = ":" + Files.getAttribute(lock, "unix:ino") + " ";
      return Files.readAllLines(Path.of("/proc/locks")).stream()
          .anyMatch(line -> line.contains(inode));
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path root) {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(root, new Collector(files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /// Takes what is there; what goes away meanwhile is not left over.
  private static final class Collector extends SimpleFileVisitor<Path> {
    private final List<Path> files;

    Collector(List<Path> files) {
      this.files = files;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      files.add(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }
  }
}
