package io.nodectl.gcs.python;

import io.nodectl.gcs.python.PythonSearch.Candidate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The version of the Python that this cluster's programs have, and how it is known.
///
/// @param version three numbers such as `3.11.7`, or [#UNKNOWN]
/// @param source for a person
public record PythonVersion(String version, String source) {

  /// Differs from every version, so Ray's programs say clearly what they miss.
  public static final String UNKNOWN = "unknown";

  /// Asks a program for its version.
  @FunctionalInterface
  public interface Asking {
    /// Takes as long as the program does; empty if it says none.
    Optional<String> version(Path interpreter) throws InterruptedException;
  }

  /// Finds it out.
  public static PythonVersion find(PythonWish wish, PythonSearch search, Asking asking)
      throws InterruptedException {
    return switch (wish) {
      case PythonWish.Version(String version) -> new PythonVersion(version, "as was said");
      case PythonWish.Interpreter(Path program) ->
          firstOf(List.of(new Candidate(program, "of " + program)), asking);
      case PythonWish.Found _ -> firstOf(search.candidates(), asking);
    };
  }

  public boolean isKnown() {
    return !version.equals(UNKNOWN);
  }

  private static PythonVersion firstOf(List<Candidate> candidates, Asking asking)
      throws InterruptedException {
    List<String> silent = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Optional<String> version = asking.version(candidate.program());
      if (version.isPresent()) {
        return new PythonVersion(version.get(), candidate.reason());
      }
      silent.add(candidate.program().toString());
    }
    return new PythonVersion(
        UNKNOWN,
        silent.isEmpty()
            ? "neither ray nor python3 is in the PATH"
            : String.join(" and ", silent) + " did not tell its version");
  }
}
