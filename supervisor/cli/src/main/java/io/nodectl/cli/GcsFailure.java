package io.nodectl.cli;

import io.grpc.Status;
import io.nodectl.cli.ClusterChoice.Cluster;
import io.nodectl.handshake.ExitCode;
import io.nodectl.node.ProblemException;
import java.time.Duration;

/// What a failed call to a gcs-server means to a person.
final class GcsFailure {
  private GcsFailure() {}

  static ProblemException of(Status status, Cluster cluster, Duration timeout) {
    return switch (status.getCode()) {
      case UNAVAILABLE ->
          Words.problem(
              ExitCode.NOTHING_THERE,
              "no gcs-server can be reached at %s: %s. Does the head run ('nodectl status' on its host), and is this its address?"
                  .formatted(cluster.gcs(), cause(status)));
      case DEADLINE_EXCEEDED ->
          Words.problem(
              ExitCode.TOO_LATE,
              "gcs-server at %s has not answered within %s (--timeout)"
                  .formatted(cluster.gcs(), Words.seconds(timeout)));
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          Words.problem(ExitCode.REFUSED, refused(status, cluster));
      default ->
          Words.problem(
              ExitCode.COMPONENT_FAILED,
              "what listens at %s does not answer as a gcs-server: %s %s"
                  .formatted(cluster.gcs(), status.getCode(), cause(status)));
    };
  }

  private static String refused(Status status, Cluster cluster) {
    String how = cluster.token().isPresent() ? "the token that was sent" : "a call without a token";
    return "gcs-server at %s refuses %s: %s. Give the cluster's token with --token-file, RAY_AUTH_TOKEN or RAY_AUTH_TOKEN_PATH."
        .formatted(cluster.gcs(), how, status.getDescription());
  }

  /// The innermost reason, which is the system's own.
  static String cause(Status status) {
    String words = String.valueOf(status.getDescription());
    for (Throwable t = status.getCause(); t != null; t = t.getCause()) {
      words = String.valueOf(t.getMessage());
    }
    return words;
  }
}
