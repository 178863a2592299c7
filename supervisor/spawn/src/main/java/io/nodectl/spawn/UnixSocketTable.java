package io.nodectl.spawn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The listening Unix sockets of this network namespace, from `/proc/net/unix` (proc_net(5)).
public final class UnixSocketTable {
  /// `Num: RefCount Protocol Flags Type St Inode Path`; flag SO_ACCEPTCON says that it listens.
  private static final int FLAGS = 3;

  private static final int INODE = 6;
  private static final int PATH = 7;
  private static final int SO_ACCEPTCON = 0x10000;
  private static final int HEXADECIMAL = 16;

  private UnixSocketTable() {}

  /// The inodes of the sockets that listen at that path.
  ///
  /// @param path as they were bound to it
  public static List<Long> listeningAt(Path path) {
    return listeningAt(path.toString(), ProcFiles.read("/proc/net/unix").orElse(""));
  }

  static List<Long> listeningAt(String path, String table) {
    List<Long> inodes = new ArrayList<>(1);
    table
        .lines()
        .filter(line -> line.endsWith(path))
        .map(line -> line.split(" +", PATH + 1))
        .filter(fields -> fields.length > PATH && fields[PATH].equals(path))
        .filter(fields -> (Integer.parseInt(fields[FLAGS], HEXADECIMAL) & SO_ACCEPTCON) != 0)
        .forEach(fields -> inodes.add(Long.parseLong(fields[INODE])));
    return inodes;
  }
}
