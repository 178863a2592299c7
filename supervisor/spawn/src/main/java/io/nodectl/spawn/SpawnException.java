package io.nodectl.spawn;

import java.io.IOException;

/// A program could not be started; the message says which, why and what to do.
///
/// | errno | means |
/// |---|---|
/// | ENOENT | no such program, or its interpreter is missing, or the directory is |
/// | EACCES | not executable, or a folder on the way may not be entered, or mounted `noexec` |
/// | ENOTDIR | the directory, or a part of a path, is a file |
/// | ENOEXEC | not a program of this machine, and without a `#!` line |
/// | E2BIG | arguments and environment together are too long |
/// | ETXTBSY | the program is being written |
/// | EAGAIN, ENOMEM | too many processes, or no memory |
/// | EMFILE, ENFILE | no free descriptor |
/// | EILSEQ | a text has no bytes in the locale's encoding |
public final class SpawnException extends IOException {
  private static final long serialVersionUID = 1;

  private final int errno;

  SpawnException(String message, int errno) {
    super(message);
    this.errno = errno;
  }

  SpawnException(String message, SystemCallException cause) {
    super(message, cause);
    this.errno = cause.errno();
  }

  /// The errno as errno(3) numbers it on Linux.
  public int errno() {
    return errno;
  }

  /// For instance `ENOENT`.
  public String errnoName() {
    return Errno.name(errno);
  }
}
