package io.nodectl.runtimeenv;

import io.nodectl.environment.EnvVars;
import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.RuntimeEnv;
import io.nodectl.environment.ShellWords;
import io.nodectl.environment.WorkerContext;
import io.nodectl.environment.plugin.RuntimeEnvPlugin;
import io.nodectl.environment.plugin.SetupFailed;
import io.nodectl.environment.plugin.TimeLimit;
import io.nodectl.environment.plugin.Workshop;
import io.nodectl.runtimeenv.shelf.Shelf;
import io.nodectl.runtimeenv.tools.ToolCall;
import io.nodectl.runtimeenv.tools.ToolEnd;
import io.nodectl.spawn.ExitStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes one environment, once: each plug-in has its say, one after the other.
final class Making implements Workshop {
  /// The variable by which Ray 2.60 tells installers of the working directory.
  private static final String WORKING_DIR = "RAY_RUNTIME_ENV_CREATE_WORKING_DIR";

  private final RuntimeEnv env;
  private final TimeLimit limit;
  private final BuildLog log;
  private final Means means;
  private final List<BuiltThing> things = new ArrayList<>();
  private WorkerContext context = WorkerContext.EMPTY;

  Making(RuntimeEnv env, TimeLimit limit, BuildLog log, Means means) {
    this.env = env;
    this.limit = limit;
    this.log = log;
    this.means = means;
  }

  /// Makes it; a reference is held to all that was built, unless this fails.
  Outcome.Created run() throws InvalidEnvironment, SetupFailed, IOException, InterruptedException {
    context = context.withEnvVars(env.envVars());
    boolean complete = false;
    try {
      for (RuntimeEnvPlugin plugin : means.plugins().inOrder()) {
        if (env.has(plugin.field())) {
          add(plugin);
        }
      }
      complete = true;
      return new Outcome.Created(context.toJson(), things);
    } finally {
      if (!complete) {
        means.shelves().release(things);
      }
    }
  }

  private void add(RuntimeEnvPlugin plugin)
      throws InvalidEnvironment, SetupFailed, IOException, InterruptedException {
    Shelf shelf = means.shelves().of(plugin.field());
    List<Path> folders = new ArrayList<>();
    for (String uri : plugin.uris(this)) {
      folders.add(shelf.obtain(uri, limit, folder -> plugin.build(uri, folder, this)));
      things.add(new BuiltThing(plugin.field(), uri));
    }
    context = plugin.contribute(context, folders, this);
  }

  @Override
  public RuntimeEnv env() {
    return env;
  }

  @Override
  public Map<String, String> variables() {
    Map<String, String> around = new HashMap<>(means.site().variables());
    workingDir().ifPresent(folder -> around.put(WORKING_DIR, folder.toString()));
    try {
      return EnvVars.over(around, env.envVars());
    } catch (InvalidEnvironment e) {
      throw new IllegalStateException("they were read before", e);
    }
  }

  @Override
  public Optional<Path> workingDir() {
    return context.folder().map(Path::of);
  }

  @Override
  public String python() {
    return means.site().python();
  }

  @Override
  public void say(String progress) {
    log.step(progress);
  }

  @Override
  public String run(List<String> command, Map<String, String> variables, Path directory)
      throws SetupFailed, InterruptedException {
    String words = ShellWords.join(command.size() > 3 ? command.subList(0, 4) : command);
    log.line("$ " + ShellWords.join(command));
    ToolEnd end = means.tools().run(new ToolCall(command, variables, directory, limit, log::line));
    return switch (end) {
      case ToolEnd.Ended ended when ended.isGood() -> ended.lastWords();
      case ToolEnd.Ended ended -> throw failed(words, ended);
      case ToolEnd.NotStarted(String why) -> throw SetupFailed.forNow(why);
      case ToolEnd.TooLate(String lastWords) ->
          throw SetupFailed.forNow(words + " was not done in time; it said:\n" + lastWords);
      case ToolEnd.Cancelled() -> throw SetupFailed.forNow("the runtime env agent ends");
    };
  }

  /// A full disk, or a signal, says nothing of the environment.
  private static SetupFailed failed(String words, ToolEnd.Ended ended) {
    String message =
        "%s failed with %s; it said:\n%s"
            .formatted(words, ended.status().describe(), ended.lastWords());
    return DiskFull.isToldBy(ended.lastWords()) || ended.status() instanceof ExitStatus.Signaled
        ? SetupFailed.forNow(message)
        : SetupFailed.forGood(message);
  }

  @Override
  public void fetch(String uri, Path file) throws SetupFailed, IOException, InterruptedException {
    say("fetching " + uri);
    means.source().fetch(uri, file, limit);
  }
}
