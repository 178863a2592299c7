package io.nodectl.spawn;

import java.nio.ByteBuffer;

/// How the child differs from the thread that spawns it (posix_spawnattr_init(3)): a session of its
/// own, no blocked signal, every signal with its default effect.
///
/// Without them a child of a JVM starts with SIGQUIT blocked, and with every signal ignored that a
/// library of the parent ignores: exec keeps both.
final class SpawnAttributes implements AutoCloseable {
  private static final Libc.Function INIT = new Libc.Function("posix_spawnattr_init");
  private static final Libc.Function DESTROY = new Libc.Function("posix_spawnattr_destroy");
  private static final Libc.Function SET_FLAGS = new Libc.Function("posix_spawnattr_setflags");
  private static final Libc.Function SET_MASK = new Libc.Function("posix_spawnattr_setsigmask");
  private static final Libc.Function SET_DEFAULT =
      new Libc.Function("posix_spawnattr_setsigdefault");

  // From spawn.h of glibc.
  private static final int POSIX_SPAWN_SETSIGDEF = 0x04;
  private static final int POSIX_SPAWN_SETSIGMASK = 0x08;
  private static final int POSIX_SPAWN_SETSID = 0x80;

  // posix_spawnattr_t has 336 bytes in glibc on 64-bit machines; the rest is room to grow. sigset_t
  // has 128.
  private static final int SIZE = 512;
  private static final int SIGSET_SIZE = 128;

  private final Block attributes;

  private SpawnAttributes(Block attributes) {
    this.attributes = attributes;
  }

  static SpawnAttributes make() {
    SpawnAttributes made = new SpawnAttributes(Block.of(SIZE));
    made.fill();
    return made;
  }

  long address() {
    return attributes.address();
  }

  // None of these can fail with valid arguments.
  private void fill() {
    try (Block signals = Block.of(SIGSET_SIZE)) {
      INIT.int32(address());
      SET_FLAGS.int32(
          address(), POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID);
      SET_MASK.int32(address(), signals.address());
      // All bits, where sigfillset(3) would leave out 32 and 33, glibc's own: those would reach the
      // child ignored.
      ByteBuffer bytes = signals.bytes();
      for (int i = 0; i < SIGSET_SIZE; i += Long.BYTES) {
        bytes.putLong(i, -1L);
      }
      SET_DEFAULT.int32(address(), signals.address());
    }
  }

  @Override
  public void close() {
    DESTROY.int32(address());
    attributes.close();
  }
}
