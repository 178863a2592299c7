package io.nodectl.spawn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the child does between fork and exec (posix_spawn(3)): it takes its descriptors, closes all
/// others and changes its directory.
///
/// A source whose number is also a target would be overwritten before it is used. So every source
/// that lies in the range of the targets is first copied above it; the copies are closed in the
/// child by closefrom and here by [#close].
final class FileActions implements AutoCloseable {
  private static final Libc.Function INIT = new Libc.Function("posix_spawn_file_actions_init");
  private static final Libc.Function DESTROY =
      new Libc.Function("posix_spawn_file_actions_destroy");
  private static final Libc.Function ADD_DUP2 =
      new Libc.Function("posix_spawn_file_actions_adddup2");
  private static final Libc.Function ADD_OPEN =
      new Libc.Function("posix_spawn_file_actions_addopen");
  private static final Libc.Function ADD_CLOSE =
      new Libc.Function("posix_spawn_file_actions_addclose");

  /// Since glibc 2.29.
  private static final Libc.Function ADD_CHDIR =
      new Libc.Function("posix_spawn_file_actions_addchdir_np");

  /// Since glibc 2.34. Almost no descriptor of a JVM is close-on-exec, so nothing less keeps them
  /// from the child.
  static final Libc.Function ADD_CLOSE_FROM =
      new Libc.Function("posix_spawn_file_actions_addclosefrom_np");

  // posix_spawn_file_actions_t has 80 bytes in glibc on 64-bit machines; the rest is room to grow.
  private static final int SIZE = 256;
  private static final int STANDARD_ERROR = 2;
  private static final int O_RDWR = 2;

  private final Block actions;
  private final List<Fd> copies = new ArrayList<>();
  private final List<Fd> held = new ArrayList<>();

  private FileActions(Block actions) {
    this.actions = actions;
  }

  /// The actions of a spec; its descriptors stay open until [#close].
  ///
  /// @throws SystemCallException EMFILE: no free descriptor for a copy
  /// @throws IllegalStateException if a listed descriptor is closed
  static FileActions of(SpawnSpec spec) {
    FileActions made = new FileActions(Block.of(SIZE));
    made.add("init", INIT.int32(made.address()));
    try {
      made.fill(spec);
    } catch (RuntimeException e) {
      made.close();
      throw e;
    }
    return made;
  }

  long address() {
    return actions.address();
  }

  private void fill(SpawnSpec spec) {
    int highest = STANDARD_ERROR;
    for (int target : spec.descriptors().keySet()) {
      highest = Math.max(highest, target);
    }
    Map<Integer, Fd> descriptors = spec.descriptors();
    int[] sources = new int[highest + 1];
    for (int target = 0; target <= highest; target++) {
      Fd fd = descriptors.get(target);
      sources[target] = fd == null ? -1 : source(fd, highest);
    }
    for (int target = 0; target <= highest; target++) {
      place(sources[target], target);
    }
    add("addclosefrom_np", ADD_CLOSE_FROM.int32(address(), highest + 1));
    try (Block directory = Block.string(NativeText.bytes(spec.directory().toString()))) {
      add("addchdir_np", ADD_CHDIR.int32(address(), directory.address()));
    }
  }

  private int source(Fd fd, int highest) {
    int number = fd.hold();
    held.add(fd);
    if (number > highest) {
      return number;
    }
    Fd copy = fd.copyFrom(highest + 1);
    copies.add(copy);
    return copy.number();
  }

  private void place(int source, int target) {
    if (source >= 0) {
      add("adddup2", ADD_DUP2.int32(address(), source, target));
    } else if (target <= STANDARD_ERROR) {
      try (Block path = Block.string(NativeText.bytes("/dev/null"))) {
        add("addopen", ADD_OPEN.int32(address(), target, path.address(), O_RDWR, 0));
      }
    } else {
      // In the child it is no error to close what is not open.
      add("addclose", ADD_CLOSE.int32(address(), target));
    }
  }

  // These functions return the errno instead of setting it.
  private void add(String what, int errno) {
    if (errno != 0) {
      throw new SystemCallException("posix_spawn_file_actions_" + what, errno);
    }
  }

  @Override
  public void close() {
    DESTROY.int32(address());
    actions.close();
    for (Fd fd : held) {
      fd.release();
    }
    for (Fd copy : copies) {
      copy.close();
    }
  }
}
