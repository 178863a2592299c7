package io.nodectl.raylet.workers;

import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.messages.raylet.FailureCode;
import io.nodectl.process.ChildOutput;
import io.nodectl.process.ChildSpec;
import io.nodectl.process.Children;
import io.nodectl.process.ManagedChild;
import io.nodectl.process.PortSource;
import io.nodectl.process.StandardInput;
import io.nodectl.spawn.SystemCallException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Executes programs as children of this process.
final class ProgramLauncher implements Launcher {
  private final Surrounding around;
  private final Credentials credentials;
  private final OomCounter oomKills = OomCounter.ofThisProcess();
  private @Nullable Children children;
  private boolean closed;

  ProgramLauncher(Surrounding around, Credentials credentials) {
    this.around = around;
    this.credentials = credentials;
  }

  @Override
  public LaunchedProgram launch(Launching what, ProgramListener listener) throws CannotLaunch {
    try {
      ProgramPlace place = ProgramPlace.make(around.folderOf(what.id(), what.incarnation()));
      var own = new Own(place, credentials, credentials.issue(what.bearer()));
      boolean launched = false;
      try {
        own.child = launch(what, listener, own);
        launched = true;
        return own;
      } finally {
        if (!launched) {
          own.close();
        }
      }
    } catch (IOException | SystemCallException | IllegalArgumentException e) {
      throw new CannotLaunch(
          new Failure(FailureCode.CANNOT_START, "cannot be started: " + e.getMessage()));
    } catch (InvalidEnvironment e) {
      throw new CannotLaunch(new Failure(FailureCode.RUNTIME_ENV_FAILED, e.getMessage()));
    }
  }

  private ManagedChild launch(Launching what, ProgramListener listener, Own own)
      throws IOException, InvalidEnvironment {
    var wiring = PortWiring.of(what.terms().ports(), own.place);
    var exec = ProgramExec.of(what, wiring.template(), around, own.place);
    LogFiles logs = around.logsOf(what.id());
    var spec =
        new ChildSpec(
            what.id().shortened(),
            exec.command(),
            exec.environment(own.place.credential(own.credential)),
            exec.directory(),
            what.terms().attached() ? StandardInput.BYTES : StandardInput.NULL,
            wiring.source(),
            new ChildOutput.Apart(logs.out(), logs.err(), what.tap()));
    String socket =
        wiring.source() instanceof PortSource.BySocketFile(Path path) ? path.toString() : "";
    var news = new ChildNews(listener, socket, exec, oomKills);
    return children().launch(spec, what.terms().timing().start(), news);
  }

  /// Its thread and native code are only needed by a node that has workers.
  private synchronized Children children() {
    if (closed) {
      throw new IllegalArgumentException("this node is being stopped");
    }
    if (children == null) {
      children = Children.start();
    }
    return children;
  }

  @Override
  public LogFiles logs(WorkerId id) {
    return around.logsOf(id);
  }

  @Override
  public void close() {
    Children all;
    synchronized (this) {
      closed = true;
      all = children;
    }
    if (all != null) {
      all.close();
    }
  }

  private static final class Own implements LaunchedProgram {
    private final ProgramPlace place;
    private final Credentials credentials;
    private final String credential;
    private @Nullable ManagedChild child;

    Own(ProgramPlace place, Credentials credentials, String credential) {
      this.place = place;
      this.credentials = credentials;
      this.credential = credential;
    }

    @Override
    public ManagedChild child() {
      if (child == null) {
        throw new IllegalStateException("it was not launched");
      }
      return child;
    }

    @Override
    public void close() {
      credentials.revoke(credential);
      place.close();
    }
  }
}
