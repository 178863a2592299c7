package io.nodectl.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A disk in memory that takes as much as the test allows.
final class FullDisk implements LogDisk {
  long room;
  private final Map<Path, File> files = new TreeMap<>();

  private static final class File {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long modified;
  }

  FullDisk(long room) {
    this.room = room;
  }

  String content(String name) {
    File file = files.get(Path.of(name));
    return file == null ? "(none)" : file.bytes.toString(StandardCharsets.UTF_8);
  }

  /// Somebody removes all that is there.
  void clear() {
    files.clear();
  }

  @Override
  public Output append(Path path) throws IOException {
    File file = files.computeIfAbsent(path, _ -> new File());
    return new Opened(path, file);
  }

  private final class Opened implements Output {
    private final Path path;
    private final File file;

    Opened(Path path, File file) {
      this.path = path;
      this.file = file;
    }

    @Override
    public int write(byte[] bytes, int from, int length) throws IOException {
      int taken = (int) Math.min(room, length);
      if (taken == 0) {
        throw new IOException("no space left on device");
      }
      room -= taken;
      file.bytes.write(bytes, from, taken);
      file.modified++;
      return taken;
    }

    @Override
    public long size() {
      return file.bytes.size();
    }

    @Override
    public long begunMillis() {
      return 0;
    }

    @Override
    public boolean isInPlace() {
      return files.get(path) == file;
    }

    @Override
    public void close() {}
  }

  @Override
  public void rename(Path from, Path to) {
    File file = files.remove(from);
    if (file != null) {
      files.put(to, file);
    }
  }

  @Override
  public List<LogPiece> pieces(Path folder) {
    List<LogPiece> pieces = new ArrayList<>();
    files.forEach(
        (path, file) ->
            pieces.add(
                new LogPiece(
                    path, file.bytes.size(), file.modified, !path.toString().endsWith(".log"))));
    return pieces;
  }

  @Override
  public void delete(Path file) {
    files.remove(file);
  }
}
