package io.nodectl.spawn;

/// The two ends of a pipe; children see neither unless their [SpawnSpec] lists it.
///
/// @param readEnd at its end of file once every copy of the write end is closed
/// @param writeEnd refused (EPIPE) once every copy of the read end is closed
public record Pipe(Fd readEnd, Fd writeEnd) implements AutoCloseable {
  private static final Libc.Function PIPE2 = new Libc.Function("pipe2");

  /// Makes a pipe (pipe2(2)). O_CLOEXEC from birth, because another thread may spawn at any moment.
  ///
  /// @throws SystemCallException EMFILE or ENFILE: no free descriptor
  public static Pipe open() {
    try (Block ends = Block.of(2 * Integer.BYTES)) {
      SystemCallException.check("pipe2", PIPE2.int32(ends.address(), Fd.O_CLOEXEC));
      int readEnd = ends.bytes().getInt(0);
      int writeEnd = ends.bytes().getInt(Integer.BYTES);
      return new Pipe(Fd.owned(readEnd), Fd.owned(writeEnd));
    }
  }

  @Override
  public void close() {
    readEnd.close();
    writeEnd.close();
  }
}
