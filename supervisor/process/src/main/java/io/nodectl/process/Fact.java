package io.nodectl.process;

/// One thing that is known of a child before it is ready; a verdict depends on nothing else.
enum Fact {
  /// It reported its ports, and they were believed.
  BOUND,
  /// It said that it can serve.
  READY,
  /// What it reported is a verdict in itself: its own failure, no record, a port it does not hold.
  REFUSED,
  /// The report pipe is at its end and drained.
  PIPE_ENDED,
  /// It need not report, so that the end of the report pipe says nothing.
  REPORTS_OTHERWISE,
  /// It has exited, and the report pipe was drained after that.
  EXITED,
  /// The time is over in which a child that closed the pipe may still exit.
  GRACE_OVER,
  /// Its deadline has passed.
  LATE
}
