package io.nodectl.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Decides when a log goes on in a new file, where it is cut, and which old files go.
final class Rotation {
  private Rotation() {}

  /// How a file stands that is being written.
  ///
  /// @param bytes its size
  /// @param begunMillis when it was begun, in ms since 1970
  /// @param lineBegins whether its last line is ended
  record Standing(long bytes, long begunMillis, boolean lineBegins) {}

  /// Whether the file is too old to be written any further. A line is never cut for that, and a
  /// clock that was set back makes nothing older.
  static boolean isTooOld(LogRule rule, Standing file, long nowMillis) {
    return file.bytes() > 0
        && file.lineBegins()
        && nowMillis - file.begunMillis() >= rule.age().toMillis();
  }

  /// How far a piece of output goes into the file: to its end if there is room, else to the end of
  /// the last line that fits. A line is cut only if it does not fit into a file at all, or if its
  /// beginning is written already.
  ///
  /// @return index of the first byte for the next file; `from` if this one is full
  static int share(LogRule rule, Standing file, Output output) {
    long room = Math.max(0, rule.fileBytes() - file.bytes());
    int from = output.from();
    if (output.to() - from <= room) {
      return output.to();
    }
    int most = from + (int) room;
    for (int end = most; end > from; end--) {
      if (output.bytes()[end - 1] == '\n') {
        return end;
      }
    }
    return file.lineBegins() && file.bytes() > 0 ? from : most;
  }

  /// A piece of output.
  ///
  /// @param from index of its first byte
  /// @param to index after its last byte
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Output(byte[] bytes, int from, int to) {}

  /// The files to remove so that a folder's logs fit into what they may take, oldest first.
  static List<Path> surplus(LogRule rule, List<LogPiece> pieces) {
    long bytes = 0;
    for (LogPiece piece : pieces) {
      bytes += piece.bytes();
    }
    List<LogPiece> oldestFirst = new ArrayList<>(pieces);
    oldestFirst.sort(Comparator.comparingLong(LogPiece::modifiedMillis));
    List<Path> surplus = new ArrayList<>();
    for (LogPiece piece : oldestFirst) {
      if (bytes > rule.folderBytes() && piece.putAside()) {
        surplus.add(piece.path());
        bytes -= piece.bytes();
      }
    }
    return surplus;
  }
}
