package io.nodectl.process;

import java.nio.file.Path;

/// Where the standard output and error of a child go. Each log is a file that is appended to; older
/// files of it stand beside it, `<log>.1` being the newest of them.
public sealed interface ChildOutput {
  /// Both go into one log, in the order in which they were written.
  record Together(Path log) implements ChildOutput {}

  /// Each goes into a log of its own, and to somebody who listens.
  record Apart(Path out, Path err, OutputTap tap) implements ChildOutput {}
}
