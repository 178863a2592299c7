package io.nodectl.spawn;

/// A system call failed in a way that is a bug or a broken machine, not an outcome to expect.
///
/// The message names the call, the errno and its meaning: `pipe2 failed: EMFILE, this process has
/// no free descriptor (see ulimit -n)`.
public final class SystemCallException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int errno;

  SystemCallException(String what, int errno) {
    super(what + " failed: " + Errno.name(errno) + ", " + Errno.meaning(errno));
    this.errno = errno;
  }

  /// The errno as errno(3) numbers it on Linux.
  public int errno() {
    return errno;
  }

  /// Hands a result on, or throws if it is a `-errno`.
  static int check(String what, int result) {
    if (result < 0) {
      throw new SystemCallException(what, -result);
    }
    return result;
  }
}
