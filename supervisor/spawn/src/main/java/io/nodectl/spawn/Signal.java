package io.nodectl.spawn;

import java.util.Optional;

/// The signals of signal(7), numbered as on x86-64 and aarch64 Linux.
public enum Signal {
  HUP(1),
  INT(2),
  QUIT(3),
  ILL(4),
  TRAP(5),
  ABRT(6),
  BUS(7),
  FPE(8),
  KILL(9),
  USR1(10),
  SEGV(11),
  USR2(12),
  PIPE(13),
  ALRM(14),
  TERM(15),
  CHLD(17),
  CONT(18),
  STOP(19),
  TSTP(20),
  TTIN(21),
  TTOU(22),
  XCPU(24),
  XFSZ(25),
  WINCH(28),
  SYS(31);

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  /// The number that kill(2) takes.
  public int number() {
    return number;
  }

  /// The signal with a number, if it has a name here.
  public static Optional<Signal> of(int number) {
    for (Signal signal : values()) {
      if (signal.number == number) {
        return Optional.of(signal);
      }
    }
    return Optional.empty();
  }
}
