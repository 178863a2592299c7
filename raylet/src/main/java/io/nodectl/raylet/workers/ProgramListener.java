package io.nodectl.raylet.workers;

import java.util.Map;

/// Hears of one program, on any thread.
interface ProgramListener {
  /// It is executed.
  void running(long pid);

  /// It is known where it listens.
  ///
  /// @param ports `HOST:PORT` or `unix:/path` by name
  /// @param unchecked why the owner could not be checked; empty if he was
  void bound(Map<String, String> ports, String unchecked);

  /// It says what it does, or something is said of it that changes nothing.
  void said(String text);

  /// Something that matters for its life.
  void event(WorkerEvent event);
}
