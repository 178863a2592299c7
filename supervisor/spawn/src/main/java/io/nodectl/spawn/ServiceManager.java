package io.nodectl.spawn;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The service manager that runs this process and wants to hear from it (sd_notify(3)).
///
/// A message is one datagram to a Unix socket. Nobody answers, and a manager that is gone or does
/// not read never hurts its service: a message that cannot be sent is only not sent.
public final class ServiceManager {
  /// Where messages go: an absolute path, or `@` and an abstract name (unix(7)).
  public static final String SOCKET = "NOTIFY_SOCKET";

  /// Within how many microseconds the manager wants a sign of life, and from which pid.
  static final String WATCHDOG = "WATCHDOG_USEC";

  static final String WATCHDOG_PID = "WATCHDOG_PID";

  private static final Libc.Function SOCKET_CALL = new Libc.Function("socket");
  private static final Libc.Function SENDTO = new Libc.Function("sendto");

  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | Fd.O_CLOEXEC;

  // Neither a signal if the manager is gone, nor a wait if its queue is full (send(2)).
  private static final int MSG_NOSIGNAL_DONTWAIT = 0x4000 | 0x40;

  // struct sockaddr_un: the family, then at most 108 bytes of name (unix(7)).
  private static final int NAME = 2;
  private static final int LONGEST_NAME = 108;

  private final byte[] name;
  private final Optional<Duration> watchdog;

  private ServiceManager(byte[] name, Optional<Duration> watchdog) {
    this.name = name;
    this.watchdog = watchdog;
  }

  /// The one that the environment of this process names; empty if none does, or by an address that
  /// is no Unix socket.
  public static Optional<ServiceManager> in(Map<String, String> environment) {
    return in(environment, ProcessHandle.current().pid());
  }

  static Optional<ServiceManager> in(Map<String, String> environment, long pid) {
    String socket = environment.getOrDefault(SOCKET, "");
    if (!socket.startsWith("/") && !socket.startsWith("@")) {
      return Optional.empty();
    }
    byte[] name = NativeText.bytes(socket);
    if (name.length >= LONGEST_NAME) {
      return Optional.empty();
    }
    if (name[0] == '@') {
      name[0] = 0;
    }
    return Optional.of(new ServiceManager(name, watchdog(environment, pid)));
  }

  private static Optional<Duration> watchdog(Map<String, String> environment, long pid) {
    String whose = environment.getOrDefault(WATCHDOG_PID, Long.toString(pid));
    String within = environment.getOrDefault(WATCHDOG, "");
    if (!whose.equals(Long.toString(pid))) {
      return Optional.empty();
    }
    try {
      long micros = Long.parseLong(within);
      return micros > 0 ? Optional.of(Duration.ofNanos(micros * 1000)) : Optional.empty();
    } catch (NumberFormatException notSet) {
      return Optional.empty();
    }
  }

  /// The same environment for a child, which is not the one that the manager listens to.
  public static Map<String, String> forChild(Map<String, String> environment) {
    Map<String, String> theirs = new HashMap<>(environment);
    theirs.keySet().removeAll(List.of(SOCKET, WATCHDOG, WATCHDOG_PID));
    return theirs;
  }

  /// Within which time it wants to hear `WATCHDOG=1`, again and again; empty if it does not.
  public Optional<Duration> watchdog() {
    return watchdog;
  }

  /// Tells it something.
  ///
  /// @param assignments such as `READY=1`, without line ends
  /// @return whether it was delivered; if not, its queue is full or nobody listens
  public boolean tell(List<String> assignments) {
    byte[] text = String.join("\n", assignments).getBytes(StandardCharsets.UTF_8);
    int number = SOCKET_CALL.int32(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
    if (number < 0) {
      return false;
    }
    try (Fd socket = Fd.owned(number);
        Block address = Block.of(NAME + LONGEST_NAME);
        Block message = Block.of(Math.max(1, text.length))) {
      address.bytes().putShort(0, (short) AF_UNIX);
      address.bytes().put(NAME, name);
      message.bytes().put(0, text);
      long sent =
          SENDTO.int64(
              socket.number(),
              message.address(),
              text.length,
              MSG_NOSIGNAL_DONTWAIT,
              address.address(),
              // Without a NUL at the end: an abstract name would be another one with it.
              NAME + name.length);
      return sent == text.length;
    }
  }
}
