package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Set;

/// Something that a person has to know about stopped what was being done.
public final class ProblemException extends Exception {
  private static final long serialVersionUID = 1L;

  /// What strerror(3) of glibc says of EROFS, EPERM and ENOTDIR, for which Java has no classes.
  private static final String READ_ONLY = "Read-only file system";

  private static final String NOT_PERMITTED = "Operation not permitted";
  private static final String NOT_A_FOLDER = "Not a directory";
  private static final Set<String> REFUSALS = Set.of(READ_ONLY, NOT_PERMITTED, NOT_A_FOLDER);

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  static ProblemException of(ExitCode code, String message) {
    return new ProblemException(Problem.ofNode(code, message));
  }

  /// What the file system refused: {@link ExitCode#REFUSED} if the place is wrong (no permission,
  /// read only, a file in the way), else {@link ExitCode#COMPONENT_FAILED}.
  ///
  /// @param doing what was being done, to be read after "cannot", such as `create the folder /x`
  static ProblemException of(String doing, IOException cause) {
    boolean refused = isRefusal(cause);
    String remedy = refused ? ". Choose another root with NODECTL_ROOT, or change that folder" : "";
    ProblemException exception =
        of(
            refused ? ExitCode.REFUSED : ExitCode.COMPONENT_FAILED,
            "cannot %s: %s%s".formatted(doing, reason(cause), remedy));
    exception.initCause(cause);
    return exception;
  }

  /// Why it did not work, in words and without the names of Java's classes.
  public static String reason(IOException cause) {
    return switch (cause) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException e -> "no such file or folder: " + e.getFile();
      case FileAlreadyExistsException e -> "a file of that name is in the way: " + e.getFile();
      case NotDirectoryException e -> e.getFile() + " is a file, not a folder";
      case DirectoryNotEmptyException e -> e.getFile() + " is not empty";
      case CharacterCodingException _ -> "it is not UTF-8 text";
      case FileSystemException e when e.getReason() != null -> ofSystem(e.getReason());
      case IOException e -> e.getMessage() == null ? "it broke off" : ofSystem(e.getMessage());
    };
  }

  /// The words of strerror(3) that leave people guessing, said plainly.
  private static String ofSystem(String words) {
    return switch (words) {
      case NOT_A_FOLDER -> "a part of the path is a file, not a folder";
      case "Is a directory" -> "it is a folder, not a file";
      case READ_ONLY -> "the file system is read-only";
      case NOT_PERMITTED -> "permission denied";
      default -> words;
    };
  }

  private static boolean isRefusal(IOException cause) {
    return switch (cause) {
      case AccessDeniedException _, FileAlreadyExistsException _, NotDirectoryException _ -> true;
      case FileSystemException e when e.getReason() != null -> REFUSALS.contains(e.getReason());
      case IOException _ -> false;
    };
  }

  public Problem problem() {
    return problem;
  }
}
