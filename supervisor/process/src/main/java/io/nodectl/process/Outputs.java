package io.nodectl.process;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;

/// What one child prints, through one pipe or two; on the loop's thread.
final class Outputs implements AutoCloseable {
  private static final int LINES_SHOWN = 20;

  private final List<OutputPipe> pipes = new ArrayList<>(2);
  private final List<ObjIntConsumer<byte[]>> listeners = new ArrayList<>(1);
  private final Tail tail = new Tail();

  /// The ear of a pipe whose output goes to this tap.
  OutputPipe.Ear ear(OutputTap tap, OutputTap.Stream stream) {
    return new OutputPipe.Ear() {
      @Override
      public void hear(byte[] bytes, int length) {
        tail.append(bytes, length);
        for (ObjIntConsumer<byte[]> listener : listeners) {
          listener.accept(bytes, length);
        }
        tap.take(stream, bytes, length);
      }

      @Override
      public boolean wantsMore() {
        return tap.wantsMore();
      }
    };
  }

  void add(OutputPipe pipe) {
    pipes.add(pipe);
  }

  /// Has what comes from now on listened to.
  ///
  /// @param listener gets bytes that are nobody's after the call, and how many of them count
  void hearWith(ObjIntConsumer<byte[]> listener) {
    listeners.add(listener);
  }

  /// Begins to drain the pipes.
  ///
  /// @param onEnd called when every copy of a write end is closed, for each pipe
  void begin(Runnable onEnd) {
    pipes.forEach(pipe -> pipe.begin(onEnd));
  }

  /// Reads on after the tap had wanted nothing more.
  void resume() {
    pipes.forEach(OutputPipe::watch);
  }

  /// Reads one of two pipes no more.
  void abandon(OutputTap.Stream stream) {
    int index = stream == OutputTap.Stream.OUT ? 0 : 1;
    if (pipes.size() == 2) {
      pipes.get(index).abandon();
    }
  }

  boolean haveEnded() {
    return pipes.stream().allMatch(OutputPipe::hasEnded);
  }

  /// Takes what a dead child has left in the pipes.
  void takeRest() {
    pipes.forEach(OutputPipe::takeRest);
  }

  /// The lines that go into a verdict or a report of the end.
  List<String> shownLines() {
    return lastLines(LINES_SHOWN);
  }

  /// From any thread.
  List<String> lastLines(int most) {
    return tail.lines(most);
  }

  @Override
  public void close() {
    pipes.forEach(OutputPipe::close);
  }
}
