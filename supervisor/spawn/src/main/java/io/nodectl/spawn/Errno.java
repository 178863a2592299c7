package io.nodectl.spawn;

/// The names and meanings of errno values (errno(3)), as Linux numbers them on x86-64 and aarch64.
final class Errno {
  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int ESRCH = 3;
  static final int EINTR = 4;
  static final int E2BIG = 7;
  static final int ENOEXEC = 8;
  static final int EBADF = 9;
  static final int ECHILD = 10;
  static final int EAGAIN = 11;
  static final int ENOMEM = 12;
  static final int EACCES = 13;
  static final int ENOTDIR = 20;
  static final int EINVAL = 22;
  static final int ENFILE = 23;
  static final int EMFILE = 24;
  static final int ETXTBSY = 26;
  static final int EPIPE = 32;
  static final int ENAMETOOLONG = 36;
  static final int ENOSYS = 38;
  static final int ELOOP = 40;
  static final int EILSEQ = 84;
  static final int EADDRINUSE = 98;
  static final int EADDRNOTAVAIL = 99;

  private Errno() {}

  /// `ENOENT` for 2; `errno 99` for one that has no name here.
  static String name(int errno) {
    return switch (errno) {
      case EPERM -> "EPERM";
      case ENOENT -> "ENOENT";
      case ESRCH -> "ESRCH";
      case EINTR -> "EINTR";
      case 5 -> "EIO";
      case E2BIG -> "E2BIG";
      case ENOEXEC -> "ENOEXEC";
      case EBADF -> "EBADF";
      case ECHILD -> "ECHILD";
      case EAGAIN -> "EAGAIN";
      case ENOMEM -> "ENOMEM";
      case EACCES -> "EACCES";
      case 14 -> "EFAULT";
      case ENOTDIR -> "ENOTDIR";
      case 21 -> "EISDIR";
      case EINVAL -> "EINVAL";
      case ENFILE -> "ENFILE";
      case EMFILE -> "EMFILE";
      case ETXTBSY -> "ETXTBSY";
      case 28 -> "ENOSPC";
      case 30 -> "EROFS";
      case EPIPE -> "EPIPE";
      case ENAMETOOLONG -> "ENAMETOOLONG";
      case ENOSYS -> "ENOSYS";
      case ELOOP -> "ELOOP";
      case EILSEQ -> "EILSEQ";
      case EADDRINUSE -> "EADDRINUSE";
      case EADDRNOTAVAIL -> "EADDRNOTAVAIL";
      default -> "errno " + errno;
    };
  }

  /// What the errno says about any system call, in words for a person.
  static String meaning(int errno) {
    return switch (errno) {
      case EPERM -> "not permitted";
      case ENOENT -> "no such file or folder";
      case ESRCH -> "no such process";
      case EINTR -> "interrupted by a signal";
      case 5 -> "the device failed";
      case E2BIG -> "arguments and environment are too long";
      case ENOEXEC -> "not in a format that this machine executes";
      case EBADF -> "not an open descriptor";
      case ECHILD -> "not a child of this process";
      case EAGAIN -> "a limit of processes or memory is reached, or nothing is ready";
      case ENOMEM -> "out of memory";
      case EACCES -> "permission denied";
      case 14 -> "bad address";
      case ENOTDIR -> "a part of the path is not a folder";
      case 21 -> "is a folder";
      case EINVAL -> "invalid argument";
      case ENFILE -> "the system has no free descriptor";
      case EMFILE -> "this process has no free descriptor (see ulimit -n)";
      case ETXTBSY -> "the program file is open for writing";
      case 28 -> "the disk is full, or a limit of watches is reached";
      case 30 -> "the file system is read-only";
      case EPIPE -> "nobody reads the other end";
      case ENAMETOOLONG -> "the name is too long";
      case ENOSYS -> "this kernel has no such system call";
      case ELOOP -> "too many symbolic links";
      case EADDRINUSE -> "the address is in use";
      case EADDRNOTAVAIL -> "this machine has no such address";
      case EILSEQ -> "a character has no bytes in the locale's encoding";
      default -> "see errno(3)";
    };
  }
}
