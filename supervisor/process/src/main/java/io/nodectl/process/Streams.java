package io.nodectl.process;

import io.nodectl.spawn.Child;
import io.nodectl.spawn.Fd;
import io.nodectl.spawn.Pipe;
import io.nodectl.spawn.SpawnException;
import io.nodectl.spawn.SpawnSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A child that was just started, with the parent's ends of its pipes.
///
/// @param input null if its standard input is `/dev/null`
record Streams(Child child, @Nullable InputPipe input, ReportPipe report, OutputPipe output)
    implements AutoCloseable {
  private static final String VARIABLE = "NODECTL_REPORT";
  private static final int REPORT = 3;

  /// Makes the pipes and starts the child. The parent's copies of the child's ends are closed when
  /// this returns, so that the end of a pipe can be seen.
  ///
  /// @param onLoss told of output that does not get to the disk; on the disk's thread
  /// @throws SpawnException if the program cannot be executed
  static Streams launch(ChildSpec spec, Means means, Consumer<Loss> onLoss) throws SpawnException {
    List<Pipe> pipes = new ArrayList<>(3);
    try {
      Map<Integer, Fd> descriptors = new HashMap<>();
      Fd report = fromChild(pipes, descriptors, REPORT);
      Fd output = fromChild(pipes, descriptors, 1);
      descriptors.put(2, pipes.getLast().writeEnd());
      InputPipe input = null;
      if (spec.stdin() == StandardInput.WIRE) {
        input = new InputPipe(toChild(pipes, descriptors), means.loop().poller());
      }
      Map<String, String> environment = new HashMap<>(spec.environment());
      environment.put(VARIABLE, identity(pipes.getFirst().writeEnd()));
      Child child =
          means
              .spawner()
              .spawn(new SpawnSpec(spec.command(), environment, spec.directory(), descriptors));
      descriptors.values().forEach(Fd::close);
      LogSink log = means.logs().open(spec.log(), onLoss);
      OutputPipe drained = new OutputPipe(output, means, log);
      return new Streams(child, input, new ReportPipe(report), drained);
    } catch (SpawnException | RuntimeException e) {
      pipes.forEach(Pipe::close);
      throw e;
    }
  }

  private static Fd fromChild(List<Pipe> pipes, Map<Integer, Fd> descriptors, int number) {
    Pipe pipe = Pipe.open();
    pipes.add(pipe);
    pipe.readEnd().nonBlocking();
    descriptors.put(number, pipe.writeEnd());
    return pipe.readEnd();
  }

  private static Fd toChild(List<Pipe> pipes, Map<Integer, Fd> descriptors) {
    Pipe pipe = Pipe.open();
    pipes.add(pipe);
    pipe.writeEnd().nonBlocking();
    descriptors.put(0, pipe.readEnd());
    return pipe.writeEnd();
  }

  /// The child compares device and inode, because a number alone may be another file by then.
  private static String identity(Fd writeEnd) {
    return "v=1,fd=" + REPORT + ",dev=" + writeEnd.device() + ",ino=" + writeEnd.inode();
  }

  @Override
  public void close() {
    if (input != null) {
      input.close();
    }
    report.close();
    output.close();
  }
}
