package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.Distribution;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.NodeFolder;
import io.nodectl.node.NodeName;
import io.nodectl.node.ProblemException;
import io.nodectl.program.RedisFlags;
import io.nodectl.program.RedisPlace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts a backup back, by the program that knows how it is kept: gcs-server.
///
/// @param node whose store it is
/// @param redis where that is, if not in the node's folder
record StoreRestore(Outside outside, NodeName node, RedisFlags redis) {

  private static final String PROGRAM = "gcs-server: ";

  /// The guardian of a node that was stopped a moment ago may still be on its way out.
  private static final Duration LEAVING = Duration.ofSeconds(2);

  /// Puts it back.
  ///
  /// @return what was done
  String from(Path backup) throws ProblemException, InterruptedException {
    NodeFolder folder = outside.root().node(node);
    // On a new host there is no such folder yet, so nobody runs in it.
    if (Files.exists(folder.path()) && !folder.awaitGone(LEAVING)) {
      throw Words.problem(
          ExitCode.ALREADY_RUNNING,
          "node '%s' runs: stop it first ('%s stop --name %s')"
              .formatted(node, outside.command(), node));
    }
    List<String> arguments = new ArrayList<>(List.of("--restore", backup.toString()));
    Optional<RedisPlace> place = place();
    place.ifPresent(
        at -> at.asFlags().forEach((flag, value) -> arguments.addAll(List.of("--" + flag, value))));
    redis
        .authFile()
        .ifPresent(file -> arguments.addAll(List.of(RedisFlags.AUTH_FILE, file.toString())));
    if (place.isEmpty()) {
      arguments.addAll(List.of("--data-dir", folder.data().toString()));
    }
    return run(Distribution.current().command("gcs-server", arguments));
  }

  private Optional<RedisPlace> place() {
    try {
      return redis.place();
    } catch (IllegalArgumentException e) {
      throw new InvalidInput(String.valueOf(e.getMessage()));
    }
  }

  private static String run(List<String> command) throws ProblemException, InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int code = process.waitFor();
      if (code != ExitCode.DONE.number()) {
        throw Words.problem(
            code == ExitCode.USAGE.number() ? ExitCode.USAGE : ExitCode.REFUSED,
            said.startsWith(PROGRAM) ? said.substring(PROGRAM.length()) : said);
      }
      return said;
    } catch (IOException e) {
      throw Words.problem(ExitCode.COMPONENT_FAILED, "cannot run gcs-server: " + e);
    }
  }
}
