package io.nodectl.process;

import java.nio.file.Path;

/// One file of a log.
///
/// @param bytes its size
/// @param modifiedMillis when it was last written, in ms since 1970
/// @param putAside whether nobody writes it any more
record LogPiece(Path path, long bytes, long modifiedMillis, boolean putAside) {}
