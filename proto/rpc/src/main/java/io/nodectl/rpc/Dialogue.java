package io.nodectl.rpc;

import java.io.IOException;
import java.util.Optional;

/// What is said over one connection to a server that is asked how it is, question after question:
/// what to send, and what that means which comes back. Knows neither sockets nor time.
interface Dialogue {
  /// The bytes of the next question. To be asked for only while {@link #takesMore}.
  byte[] question();

  /// Takes what has come from the server, be it whole or not.
  ///
  /// @param bytes the first `count` of them
  /// @return what to send at once; empty if there is nothing to say
  /// @throws IOException if there will be no answer over this connection
  byte[] hear(byte[] bytes, int count) throws IOException;

  /// The answer to the last question; empty if it is not there yet.
  Optional<Health> answer();

  /// Whether there may be another question over this connection.
  boolean takesMore();
}
