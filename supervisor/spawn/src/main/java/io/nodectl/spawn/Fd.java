package io.nodectl.spawn;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// A file descriptor with one owner, closed exactly once.
///
/// A number that is closed twice may close somebody else's file. So every operation holds the
/// descriptor while it runs, [#close] takes effect when the last running operation has ended, and
/// later operations throw [IllegalStateException].
///
/// [#read] and [#write] block unless [#nonBlocking] was called: call them on platform threads only,
/// a virtual thread would keep its carrier.
public final class Fd implements AutoCloseable {
  // From Linux's asm-generic/fcntl.h, the same on x86-64 and aarch64.
  static final int O_CLOEXEC = 0x80000;
  static final int O_NONBLOCK = 0x800;
  private static final int O_WRONLY = 1;
  private static final int O_CREAT = 0x40;
  private static final int O_APPEND = 0x400;
  private static final int OWNER_ONLY = 0600;
  private static final int F_GETFD = 1;
  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;
  private static final int F_DUPFD_CLOEXEC = 1030;

  private static final Libc.Function READ = new Libc.Function("read");
  private static final Libc.Function WRITE = new Libc.Function("write");
  private static final Libc.Function CLOSE = new Libc.Function("close");
  private static final Libc.Function OPEN = new Libc.Function("open");
  private static final Libc.Function FCNTL = new Libc.Function("fcntl");
  private static final Libc.Function DUP2 = new Libc.Function("dup2");
  private static final Libc.Function FSTAT = new Libc.Function("fstat");

  private static final int STAT_SIZE = 256;
  private static final int STAT_DEV = 0;
  private static final int STAT_INO = 8;
  private static final int FIRST_PRIVATE = 3;
  private static final int LARGEST_COPY = 1 << 16;
  private static final int CLOSED = 1 << 30;

  private final int number;

  /// How many operations are running, plus [#CLOSED].
  private final AtomicInteger users = new AtomicInteger();

  private Fd(int number) {
    this.number = number;
  }

  /// Takes ownership of a descriptor that a system call has just returned.
  static Fd owned(int number) {
    return new Fd(number);
  }

  /// A descriptor that this process inherited, for instance 0 or one it was told of in its
  /// environment.
  ///
  /// @throws SystemCallException EBADF if it is not open
  public static Fd inherited(int number) {
    SystemCallException.check("fcntl", FCNTL.int32(number, F_GETFD));
    return new Fd(number);
  }

  /// Opens a file for appending, and makes it, readable by its owner only, if there is none
  /// (open(2)).
  ///
  /// @throws SystemCallException ENOENT: its folder does not exist; EACCES, EROFS: not writable;
  ///     ENOSPC: the disk is full; EMFILE
  public static Fd appendTo(Path file) {
    try (Block path = Block.string(NativeText.bytes(file.toString()))) {
      int flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC;
      int opened = OPEN.int32(path.address(), flags, OWNER_ONLY);
      return new Fd(SystemCallException.check("open of " + file, opened));
    }
  }

  /// The number, valid until [#close].
  public int number() {
    if ((users.get() & CLOSED) != 0) {
      throw closed();
    }
    return number;
  }

  /// Reads what is there, at most `buf.length` bytes and 64 KiB (read(2)).
  ///
  /// @return how many bytes; 0 if nothing is there and the descriptor does not block; -1 at the end
  ///     of the file
  /// @throws SystemCallException EIO and other failures of a device
  public int read(byte[] buf) {
    if (buf.length == 0) {
      throw new IllegalArgumentException("an empty buffer could not tell the end of the file");
    }
    int size = Math.min(buf.length, LARGEST_COPY);
    int fd = hold();
    try (Block block = Block.of(size)) {
      int got;
      do {
        got = (int) READ.int64(fd, block.address(), size);
      } while (got == -Errno.EINTR);
      if (got == -Errno.EAGAIN) {
        return 0;
      }
      SystemCallException.check("read", got);
      block.bytes().get(0, buf, 0, got);
      return got == 0 ? -1 : got;
    } finally {
      release();
    }
  }

  /// Writes once, at most 64 KiB (write(2)). Up to 4096 bytes into a pipe are written wholly or not
  /// at all (pipe(7)).
  ///
  /// @return how many bytes; 0 if there is no room and the descriptor does not block; -1 if nobody
  ///     reads the other end (EPIPE)
  /// @throws SystemCallException ENOSPC, EIO and other failures of a device
  public int write(byte[] buf, int offset, int length) {
    int size = Math.min(length, LARGEST_COPY);
    int fd = hold();
    try (Block block = Block.of(Math.max(size, 1))) {
      block.bytes().put(0, buf, offset, size);
      int put;
      do {
        put = (int) WRITE.int64(fd, block.address(), size);
      } while (put == -Errno.EINTR);
      return switch (put) {
        case -Errno.EAGAIN -> 0;
        case -Errno.EPIPE -> -1;
        default -> SystemCallException.check("write", put);
      };
    } finally {
      release();
    }
  }

  /// Makes reads and writes return instead of waiting (fcntl(2), O_NONBLOCK). This holds for
  /// everybody who has the same open file, so do not call it for an end that a child shares.
  public void nonBlocking() {
    int fd = hold();
    try {
      int flags = SystemCallException.check("fcntl", FCNTL.int32(fd, F_GETFL));
      SystemCallException.check("fcntl", FCNTL.int32(fd, F_SETFL, flags | O_NONBLOCK));
    } finally {
      release();
    }
  }

  /// The inode number (fstat(2)), as in `pipe:[N]` of `/proc/PID/fd`.
  public long inode() {
    return stat(STAT_INO);
  }

  /// The device that the inode number belongs to (fstat(2)), as `unix:dev` of Java's file
  /// attributes.
  public long device() {
    return stat(STAT_DEV);
  }

  private long stat(int field) {
    int fd = hold();
    try (Block stat = Block.of(STAT_SIZE)) {
      SystemCallException.check("fstat", FSTAT.int32(fd, stat.address()));
      return stat.bytes().getLong(field);
    } finally {
      release();
    }
  }

  /// A copy of its own number, not inherited by children.
  public Fd copy() {
    return copyFrom(FIRST_PRIVATE);
  }

  /// Makes a number, such as 2 for standard error, stand for the same file from now on; what it
  /// stood for is closed (dup2(2)). Children inherit it.
  ///
  /// @throws SystemCallException EBADF: the number is too high
  public void becomes(int number) {
    int fd = hold();
    try {
      SystemCallException.check("dup2", DUP2.int32(fd, number));
    } finally {
      release();
    }
  }

  /// A copy with a number of at least `lowest`, not inherited by children (fcntl(2),
  /// F_DUPFD_CLOEXEC).
  Fd copyFrom(int lowest) {
    int fd = hold();
    try {
      return new Fd(SystemCallException.check("fcntl", FCNTL.int32(fd, F_DUPFD_CLOEXEC, lowest)));
    } finally {
      release();
    }
  }

  /// Keeps the number valid until [#release], whoever closes meanwhile.
  int hold() {
    int before;
    do {
      before = users.get();
      if ((before & CLOSED) != 0) {
        throw closed();
      }
    } while (!users.compareAndSet(before, before + 1));
    return number;
  }

  void release() {
    if (users.decrementAndGet() == CLOSED) {
      closeNow();
    }
  }

  boolean isClosed() {
    return (users.get() & CLOSED) != 0;
  }

  /// Closes the descriptor; later calls do nothing (close(2)).
  @Override
  public void close() {
    int before;
    do {
      before = users.get();
      if ((before & CLOSED) != 0) {
        return;
      }
    } while (!users.compareAndSet(before, before | CLOSED));
    if (before == 0) {
      closeNow();
    }
  }

  // Linux has released the number even if close(2) reports EINTR or EIO: nothing is to be repeated.
  private void closeNow() {
    CLOSE.int32(number);
  }

  private IllegalStateException closed() {
    return new IllegalStateException("descriptor " + number + " is closed");
  }

  @Override
  public String toString() {
    return "fd " + number + (isClosed() ? " (closed)" : "");
  }
}
