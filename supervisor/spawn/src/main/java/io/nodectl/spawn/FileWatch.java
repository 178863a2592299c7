package io.nodectl.spawn;

import java.nio.file.Path;

/// Tells that files of a folder were written, through a descriptor for a [Poller] (inotify(7)).
///
/// It says that something happened, not what: the watcher looks at the files it waits for. So
/// nothing is lost when the kernel's queue overflows. Make the watch first, then look for the first
/// time.
public final class FileWatch implements AutoCloseable {
  private static final Libc.Function INIT = new Libc.Function("inotify_init1");
  private static final Libc.Function ADD_WATCH = new Libc.Function("inotify_add_watch");

  // From linux/inotify.h: a writer closed the file, or it was renamed into the folder.
  private static final int IN_CLOSE_WRITE = 0x08;
  private static final int IN_MOVED_TO = 0x80;

  // Something left the folder, by its end or a rename; the folder itself did.
  private static final int IN_MOVED_FROM = 0x40;
  private static final int IN_DELETE = 0x200;
  private static final int IN_DELETE_SELF = 0x400;
  private static final int IN_MOVE_SELF = 0x800;

  private static final int BUFFER = 4096;

  private final Fd fd;

  private FileWatch(Fd fd) {
    this.fd = fd;
  }

  /// Watches a folder for files that were written and closed, or renamed into it
  /// (inotify_add_watch(2)).
  ///
  /// @throws SystemCallException ENOENT: no such folder; EACCES: not readable; EMFILE: no free
  ///     descriptor or too many inotify instances of this user; ENOSPC: too many watches
  ///     (`/proc/sys/fs/inotify`)
  public static FileWatch of(Path folder) {
    return of(folder, IN_CLOSE_WRITE | IN_MOVED_TO);
  }

  /// Watches a folder for what is removed from it, or renamed, and for the same of itself.
  ///
  /// @throws SystemCallException as [#of]
  public static FileWatch ofLosses(Path folder) {
    return of(folder, IN_DELETE | IN_MOVED_FROM | IN_DELETE_SELF | IN_MOVE_SELF);
  }

  private static FileWatch of(Path folder, int events) {
    int number = INIT.int32(Fd.O_CLOEXEC | Fd.O_NONBLOCK);
    Fd fd = Fd.owned(SystemCallException.check("inotify_init1", number));
    try (Block path = Block.string(NativeText.bytes(folder.toString()))) {
      int watch = ADD_WATCH.int32(fd.number(), path.address(), events);
      SystemCallException.check("inotify_add_watch", watch);
      return new FileWatch(fd);
    } catch (SystemCallException e) {
      fd.close();
      throw e;
    }
  }

  /// Readable when something happened since [#drain].
  public Fd fd() {
    return fd;
  }

  /// Forgets what has happened so far; look at the files afterwards, not before.
  public void drain() {
    byte[] events = new byte[BUFFER];
    int got = fd.read(events);
    while (got > 0) {
      got = fd.read(events);
    }
  }

  @Override
  public void close() {
    fd.close();
  }
}
