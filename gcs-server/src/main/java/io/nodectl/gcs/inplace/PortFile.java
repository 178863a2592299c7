package io.nodectl.gcs.inplace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The file in which Ray's start script looks for the port.
public record PortFile(Path file) {

  /// Writes it, so that whoever sees it sees all of it.
  ///
  /// @throws IOException if the folder is not there or may not be written to
  public void write(int port) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + ".tmp");
    Files.writeString(draft, Integer.toString(port));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
