package io.nodectl.environment.plugin;

import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.RuntimeEnv;
import io.nodectl.environment.WorkerContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Deals with one field of a runtime environment. It has no state that matters: what it builds is
/// kept, counted and removed for it.
///
/// Its methods are called by many threads at once, and only for documents that have its field.
public interface RuntimeEnvPlugin {
  /// That of Ray 2.60 where a plug-in says nothing.
  int USUAL_PRIORITY = 10;

  /// The lowest priority: such a plug-in comes last.
  int LAST = 100;

  /// The field it deals with, such as `pip`.
  String field();

  /// From 0 to [#LAST]; the smaller one comes first. The working directory has 5.
  default int priority() {
    return USUAL_PRIORITY;
  }

  /// Looks at what the field says, before anything is built for any field.
  ///
  /// @throws InvalidEnvironment if nobody can make that
  void validate(RuntimeEnv env) throws InvalidEnvironment;

  /// What has to be on this node: each URI names one thing that is built once, however many
  /// documents ask for it. Equal URIs mean equal things.
  ///
  /// @return empty if nothing has to be built
  /// @throws InvalidEnvironment if it turns out only here that nobody can make that
  /// @throws SetupFailed if it cannot be found out
  List<String> uris(Workshop workshop)
      throws InvalidEnvironment, SetupFailed, IOException, InterruptedException;

  /// Makes one of these things. What is in the folder when this returns is kept as it is, where it
  /// is; if it throws, the folder is removed with all that is in it.
  ///
  /// @param folder empty, and of this call alone
  /// @throws SetupFailed if it cannot be made; the message is for the user
  void build(String uri, Path folder, Workshop workshop)
      throws InvalidEnvironment, SetupFailed, IOException, InterruptedException;

  /// Tells the worker of what was built.
  ///
  /// @param context of the plug-ins before this one
  /// @param folders one for each URI, in their order
  WorkerContext contribute(WorkerContext context, List<Path> folders, Workshop workshop)
      throws InvalidEnvironment, SetupFailed;
}
