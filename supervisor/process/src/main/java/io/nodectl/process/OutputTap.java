package io.nodectl.process;

/// Listens to what a child prints, beside its logs. Called on the thread of {@link Children}, so it
/// must not block.
public interface OutputTap {
  /// Nobody listens.
  OutputTap NONE = (_, _, _) -> {};

  /// Which of the two.
  enum Stream {
    OUT,
    ERR
  }

  /// Takes what was read.
  ///
  /// @param bytes nobody's after the call
  /// @param length how many of them count
  void take(Stream stream, byte[] bytes, int length);

  /// Whether more may be read now. While it is not so, the child is held by its full pipe; {@link
  /// ManagedChild#resumeOutput} lets it go on. What a dead child has left in the pipe comes all the
  /// same.
  default boolean wantsMore() {
    return true;
  }
}
