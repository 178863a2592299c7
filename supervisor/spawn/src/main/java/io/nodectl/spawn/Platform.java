package io.nodectl.spawn;

import java.io.File;
import java.util.Optional;

/// Whether this machine has what the library needs: Linux 5.4 on x86-64 or aarch64, glibc 2.34.
public final class Platform {
  // Gives a string in glibc, does not exist in musl (gnu_get_libc_version(3)).
  private static final Libc.Function LIBC_VERSION = new Libc.Function("gnu_get_libc_version");

  private Platform() {}

  /// What was found out about a machine.
  ///
  /// @param glibc its version, as far as it is known; empty if the C library is another one
  /// @param closeFrom whether it can close all other descriptors in the child
  /// @param proc whether /proc is there
  /// @param pidfdError the errno with which a pidfd was refused, 0 if we got one
  record Facts(
      String os,
      String arch,
      String kernel,
      Optional<String> glibc,
      boolean closeFrom,
      boolean proc,
      int pidfdError) {}

  /// What keeps this library from working here, in words for a person: what is there, and what is
  /// needed. Empty if nothing does. It costs microseconds beside the linking of native code, which
  /// every other call needs too.
  public static Optional<String> problem() {
    String os = System.getProperty("os.name");
    String arch = System.getProperty("os.arch");
    String kernel = System.getProperty("os.version");
    if (!os.equals("Linux")) {
      return problem(new Facts(os, arch, kernel, Optional.empty(), false, false, 0));
    }
    boolean closeFrom = FileActions.ADD_CLOSE_FROM.exists();
    boolean proc = new File("/proc/self/stat").exists();
    return problem(new Facts(os, arch, kernel, glibc(closeFrom), closeFrom, proc, pidfdError()));
  }

  // Only an error message needs the exact version, and to read it takes a millisecond of a cold
  // start.
  private static Optional<String> glibc(boolean closeFrom) {
    if (!LIBC_VERSION.exists()) {
      return Optional.empty();
    }
    return Optional.of(closeFrom ? "2.34 or newer" : Libc.text(LIBC_VERSION.int64()));
  }

  /// The decision alone.
  static Optional<String> problem(Facts facts) {
    if (!facts.os().equals("Linux")) {
      return Optional.of(
          "This system is "
              + facts.os()
              + "; Linux is needed. Run it in a Linux container or"
              + " virtual machine.");
    }
    if (!facts.arch().equals("amd64") && !facts.arch().equals("aarch64")) {
      return Optional.of(
          "This machine is " + facts.arch() + "; x86-64 or aarch64 is needed, with a 64-bit JDK.");
    }
    if (facts.glibc().isEmpty()) {
      return Optional.of(
          "The C library is not glibc (musl, as in Alpine?); glibc 2.34 or newer is needed. Use an"
              + " image of Debian 12, Ubuntu 22.04, RHEL 9 or newer.");
    }
    if (!facts.closeFrom()) {
      return Optional.of(
          "The C library is glibc "
              + facts.glibc().get()
              + "; 2.34 or newer is needed, as in"
              + " Debian 12, Ubuntu 22.04, RHEL 9.");
    }
    if (!facts.proc()) {
      return Optional.of("There is no /proc; mount it: mount -t proc proc /proc.");
    }
    if (facts.pidfdError() != 0) {
      return Optional.of(
          "Linux "
              + facts.kernel()
              + " gives no pidfd ("
              + Errno.name(facts.pidfdError())
              + "); Linux 5.4 or newer is needed, and a container must not forbid pidfd_open.");
    }
    return Optional.empty();
  }

  // pidfd_open came with Linux 5.3 and waitid(P_PIDFD) with 5.4, which refuses our own process
  // (ECHILD) where an older kernel refuses the request itself (EINVAL).
  private static int pidfdError() {
    int number = PidFd.open(ProcessHandle.current().pid());
    if (number < 0) {
      return -number;
    }
    try (Fd pidfd = Fd.owned(number)) {
      Waiting.reap(Waiting.P_PIDFD, pidfd.number());
      return 0;
    } catch (SystemCallException e) {
      return e.errno() == Errno.ECHILD ? 0 : e.errno();
    }
  }
}
