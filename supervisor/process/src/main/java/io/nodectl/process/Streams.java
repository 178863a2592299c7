package io.nodectl.process;

import io.nodectl.handshake.Endpoint;
import io.nodectl.spawn.Child;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A child that was just started, with the parent's ends of its pipes.
///
/// @param orders its standard input, if that carries orders
/// @param input its standard input, if that carries bytes
/// @param listening where the socket listens that it was given, if it was given one
record Streams(
    Child child,
    @Nullable InputPipe orders,
    @Nullable ByteInput input,
    ReportPipe report,
    Outputs outputs,
    Optional<Endpoint> listening)
    implements AutoCloseable {
  @Override
  public void close() {
    if (orders != null) {
      orders.close();
    }
    if (input != null) {
      input.close();
    }
    report.close();
    outputs.close();
  }
}
