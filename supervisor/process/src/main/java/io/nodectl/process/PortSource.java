package io.nodectl.process;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// How a child shows which ports it has.
public sealed interface PortSource {
  /// What a port is called that has no name of its own.
  String MAIN = "main";

  /// It need not have any, and is ready as soon as it runs. It has a report pipe all the same: what
  /// it reports there is checked, and told when it comes.
  record ByNothing() implements PortSource {}

  /// It is given a listening socket as descriptor 3, as sd_listen_fds(3) has it, and no report
  /// pipe. It is bound and ready as soon as it runs; whether it ever accepts, others must ask.
  ///
  /// @param portName the name of that port
  /// @param host what the socket is bound to
  record ByListening(String portName, String host) implements PortSource {}

  /// It was told to listen on these numbers. It is bound and ready when its process tree listens on
  /// all of them.
  record ByNumbers(Map<String, Endpoint> numbers) implements PortSource {
    public ByNumbers {
      numbers = Map.copyOf(numbers);
      if (numbers.isEmpty()) {
        throw new IllegalArgumentException("there is no port to listen on");
      }
    }
  }

  /// It prints its port. It is bound and ready when a line has matched and its process tree listens
  /// on that number.
  ///
  /// @param portName the name to give to that port
  /// @param pattern its first group is the number, or all of the match if it has none
  record ByOutput(String portName, Pattern pattern) implements PortSource {}

  /// It listens on a Unix socket. It is ready when its process tree does; it has no ports.
  ///
  /// @param path the file; nothing may be there at the launch
  record BySocketFile(Path path) implements PortSource {}

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
