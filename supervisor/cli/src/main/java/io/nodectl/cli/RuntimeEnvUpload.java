package io.nodectl.cli;

import io.grpc.Channel;
import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.RuntimeEnv;
import io.nodectl.environment.packages.GcsPackages;
import io.nodectl.environment.packages.Preparation;
import io.nodectl.handshake.ExitCode;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Brings what a runtime environment names on this machine into the cluster.
///
/// @param variables those of the user, of which some say what packages leave out
record RuntimeEnvUpload(Map<String, String> variables) {
  /// For one package of 100 MiB over a slow network.
  private static final Duration ANSWER = Duration.ofMinutes(2);

  /// The document as every node understands it.
  ///
  /// @throws InvalidInput if it names something that is not there, or too large
  /// @throws ProblemException if the cluster does not take it
  String prepared(ObjectNode document, GcsLink gcs) throws ProblemException {
    try {
      return gcs.answer(channel -> prepared(document, channel));
    } catch (UncheckedIOException e) {
      throw Words.problem(
          ExitCode.COMPONENT_FAILED,
          "what --runtime-env names cannot be brought into the cluster: " + e.getMessage());
    }
  }

  private String prepared(ObjectNode document, Channel channel) {
    Path here = Path.of("").toAbsolutePath();
    try {
      return new Preparation(new GcsPackages(channel, ANSWER), here, variables)
          .prepare(RuntimeEnv.of(document))
          .toString();
    } catch (InvalidEnvironment e) {
      throw new InvalidInput("--runtime-env: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(ProblemException.reason(e), e);
    }
  }
}
