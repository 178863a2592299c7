package io.nodectl.raylet.workers;

import io.nodectl.spawn.PortHold;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// What one launch of a worker has for itself on this machine: a folder, a credential in it, and
/// numbers of ports that are held. All of it is gone when this is closed.
final class ProgramPlace implements AutoCloseable {
  /// The JDK refuses paths of Unix sockets over 107 bytes.
  private static final int LONGEST_SOCKET_PATH = 100;

  private final Path folder;
  private final List<PortHold> holds = new ArrayList<>(0);
  private final Map<String, Integer> numbers = new TreeMap<>();
  private Optional<Path> shortFolder = Optional.empty();

  private ProgramPlace(Path folder) {
    this.folder = folder;
  }

  /// Makes the folder, which only this user may enter; what an earlier one left there goes.
  static ProgramPlace make(Path folder) throws IOException {
    if (Files.exists(folder)) {
      remove(folder);
    }
    Files.createDirectories(folder, OwnerOnly.FOLDER);
    return new ProgramPlace(folder);
  }

  private static final class OwnerOnly {
    static final FileAttribute<?> FOLDER =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    static final FileAttribute<?> FILE =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  }

  /// The folders that there are.
  static List<Path> in(Path folders) {
    try (Stream<Path> all = Files.list(folders)) {
      return all.toList();
    } catch (IOException e) {
      LoggerFactory.getLogger(ProgramPlace.class).warn("{} cannot be looked into", folders, e);
      return List.of();
    }
  }

  /// Removes what is left of the folder of a program that is gone.
  static void clearAway(Path folder) {
    new ProgramPlace(folder).close();
  }

  Path folder() {
    return folder;
  }

  /// Writes a secret into a file that only this user may read.
  Path credential(String secret) throws IOException {
    Path file = Files.createFile(folder.resolve("credential"), OwnerOnly.FILE);
    return Files.write(
        file, (secret + "\n").getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
  }

  /// Holds a number for a port until this is closed.
  void hold(String name, String host) {
    PortHold hold = PortHold.takeAny(host);
    holds.add(hold);
    numbers.put(name, hold.port());
  }

  /// The numbers that are held, by the name of the port.
  Map<String, Integer> numbers() {
    return numbers;
  }

  /// Where a Unix socket is to be.
  Path socket() throws IOException {
    Path usual = folder.resolve("socket");
    if (usual.toString().length() <= LONGEST_SOCKET_PATH) {
      return usual;
    }
    Path made = Files.createTempDirectory(Path.of("/tmp"), "nodectl-", OwnerOnly.FOLDER);
    shortFolder = Optional.of(made);
    return made.resolve("socket");
  }

  @Override
  public void close() {
    holds.forEach(PortHold::close);
    try {
      remove(folder);
      if (shortFolder.isPresent()) {
        remove(shortFolder.get());
      }
    } catch (IOException | UncheckedIOException e) {
      LoggerFactory.getLogger(ProgramPlace.class).warn("{} cannot be removed", folder, e);
    }
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
