package io.nodectl.process;

/// One thing that is known of a child before it is ready; a verdict depends on nothing else.
enum Fact {
  /// It reported its ports, and they were believed.
  BOUND,
  /// It reported a port that it does not hold. Who is about to fail or to exit closes its sockets
  /// first, so that this is held against it only if neither follows.
  DOUBTED,
  /// It said that it can serve.
  READY,
  /// What it reported is a verdict in itself: its own failure, or no record.
  REFUSED,
  /// The report pipe is at its end and drained.
  PIPE_ENDED,
  /// It need not report, so that the end of the report pipe says nothing.
  REPORTS_OTHERWISE,
  /// It has exited, and the report pipe was drained after that.
  EXITED,
  /// The time is over in which a child that closed the pipe, or a socket, may still exit.
  GRACE_OVER,
  /// Its deadline has passed.
  LATE
}
