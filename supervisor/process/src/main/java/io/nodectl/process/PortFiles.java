package io.nodectl.process;

import io.nodectl.handshake.Decoded;
import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import io.nodectl.spawn.FileWatch;
import io.nodectl.spawn.Interest;
import io.nodectl.spawn.Poller;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Reads the ports of a child from the files that it writes.
final class PortFiles implements PortFinder {
  /// More than any number takes: a longer file is no port file.
  private static final int MOST_READ = 64;

  private final Map<String, Path> files;
  private final Poller poller;
  private final List<FileWatch> watches = new ArrayList<>();

  private PortFiles(Map<String, Path> files, Poller poller) {
    this.files = new TreeMap<>(files);
    this.poller = poller;
  }

  /// Removes what an earlier run left and watches the folders, before the child is launched: so
  /// neither an old number is taken nor a new one missed.
  ///
  /// @throws IOException if an old file cannot be removed
  /// @throws io.nodectl.spawn.SystemCallException if a folder cannot be watched
  static PortFiles prepare(Map<String, Path> files, Poller poller) throws IOException {
    PortFiles prepared = new PortFiles(files, poller);
    try {
      Set<Path> folders = new HashSet<>();
      for (Path file : files.values()) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && folders.add(folder)) {
          prepared.watches.add(FileWatch.of(folder));
        }
        remove(file);
      }
      return prepared;
    } catch (IOException | RuntimeException e) {
      prepared.close();
      throw e;
    }
  }

  private static void remove(Path file) throws IOException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new IOException("the port file " + file + " of an earlier run cannot be removed", e);
    }
  }

  @Override
  public void begin(long pid, Finding finding) {
    for (FileWatch watch : watches) {
      poller.watch(
          watch.fd(),
          Interest.READ,
          () -> {
            watch.drain();
            look(pid, finding);
          });
    }
  }

  private void look(long pid, Finding finding) {
    Ports ports = Ports.none();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      byte[] content = read(file.getValue());
      switch (PortNumberFile.parse(content)) {
        case PortNumberFile.Port(int number) -> ports = ports.with(file.getKey(), at(pid, number));
        case PortNumberFile.Absent _ -> ports = ports.without(file.getKey());
        case PortNumberFile.Empty _ -> {
          return;
        }
        case PortNumberFile.Malformed _ -> {
          close();
          finding.refused(malformed(file.getValue(), content));
          return;
        }
      }
    }
    close();
    finding.ports(ports);
  }

  private static Verdict.Malformed malformed(Path file, byte[] content) {
    String why = "the file " + file + " holds no port";
    return new Verdict.Malformed(why, new Decoded.Malformed(why, content).quoted());
  }

  /// The file tells a number only; the address is that of the socket.
  private static Endpoint at(long pid, int number) {
    return TreeListeners.of(pid).stream()
        .filter(socket -> socket.port() == number)
        .map(socket -> new Endpoint(Addresses.reachable(socket.address()), number))
        .findFirst()
        .orElse(new Endpoint("127.0.0.1", number));
  }

  /// An unreadable file is one that is not there yet.
  private static byte[] read(Path file) {
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return in.readNBytes(MOST_READ);
    } catch (FileNotFoundException e) {
      return new byte[0];
    } catch (IOException e) {
      return new byte[0]; // removed or replaced while it was read: another event follows
    }
  }

  @Override
  public void close() {
    for (FileWatch watch : watches) {
      poller.unwatch(watch.fd());
      watch.close();
    }
    watches.clear();
  }
}
