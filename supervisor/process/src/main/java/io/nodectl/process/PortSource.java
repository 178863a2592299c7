package io.nodectl.process;

import io.nodectl.handshake.Ports;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/// How a child shows which ports it has.
public sealed interface PortSource {
  /// It writes NODECTL/1 records, or one bare decimal port, to the report pipe.
  record ByReport() implements PortSource {}

  /// It writes each port as decimal text into a file of its own, as Ray's programs have done since
  /// 2.54; `-1` says that the port is deliberately absent. Old files are removed before the
  /// launch. The child is bound and ready when all files are there.
  ///
  /// @param fileByPort path by name of the port; the folders must exist
  record ByPortFile(Map<String, Path> fileByPort) implements PortSource {
    public ByPortFile {
      fileByPort = Map.copyOf(fileByPort);
      fileByPort.keySet().forEach(Ports.none()::without); // throws if it is no name of a port
      if (fileByPort.isEmpty()) {
        throw new IllegalArgumentException("a port file needs the name of its port");
      }
    }
  }

  /// It cannot tell, so the listening sockets of its process tree are looked at. The child is bound
  /// and ready when there is exactly one such port, or the fixed one.
  ///
  /// @param portName the name to give to that port
  /// @param fixed the number it was told to listen on; empty takes the only one that it has
  record ByProbe(String portName, OptionalInt fixed) implements PortSource {
    /// Takes the only port that the process tree listens on.
    public ByProbe(String portName) {
      this(portName, OptionalInt.empty());
    }
  }
}
