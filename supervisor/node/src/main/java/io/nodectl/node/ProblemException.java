package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/// Something that a person has to know about stopped what was being done.
public final class ProblemException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  static ProblemException of(ExitCode code, String message) {
    return new ProblemException(Problem.ofNode(code, message));
  }

  /// What the file system refused.
  ///
  /// @param doing what was being done, to be read after "cannot", such as `create the folder /x`
  static ProblemException of(String doing, IOException cause) {
    ExitCode code =
        cause instanceof AccessDeniedException ? ExitCode.REFUSED : ExitCode.COMPONENT_FAILED;
    ProblemException exception = of(code, "cannot %s: %s".formatted(doing, reason(cause)));
    exception.initCause(cause);
    return exception;
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied. Choose another root with NODECTL_ROOT, or change the folder's owner";
    }
    if (cause instanceof FileSystemException fs && fs.getReason() != null) {
      return fs.getReason();
    }
    return String.valueOf(cause.getMessage());
  }

  public Problem problem() {
    return problem;
  }
}
