package io.nodectl.rpc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where a program that is not told its token finds one.
///
/// The order, first one wins: the token file named on the command line, `RAY_AUTH_TOKEN`, the file
/// at `RAY_AUTH_TOKEN_PATH`, `~/.ray/auth_token`. `RAY_AUTH_MODE=disabled` switches all of it off.
/// The variables and the last file are those of Ray 2.52 and later.
public final class TokenSource {

  /// What a search ended with.
  public sealed interface Outcome {}

  /// A token was found.
  ///
  /// @param token the token
  /// @param file the file it came from; empty if it came from the environment
  public record Found(AuthToken token, Optional<Path> file) implements Outcome {}

  /// `RAY_AUTH_MODE=disabled`: calls go without a token; worth a warning.
  public record Disabled() implements Outcome {}

  /// None of the places has a token.
  public record Missing() implements Outcome {}

  /// A place that was named has no usable token; going on to the next place would use another token
  /// than the user meant.
  ///
  /// @param message what is wrong and what to do, for a person
  public record Unusable(String message) implements Outcome {}

  private static final String MODE = "RAY_AUTH_MODE";
  private static final String TOKEN = "RAY_AUTH_TOKEN";
  private static final String TOKEN_PATH = "RAY_AUTH_TOKEN_PATH";

  private TokenSource() {}

  /// Searches for a token.
  ///
  /// @param tokenFile the file named on the command line, if one was
  /// @param environment the environment; a variable that is empty counts as absent
  /// @param home the user's home directory
  public static Outcome find(Optional<Path> tokenFile, Map<String, String> environment, Path home) {
    String mode = environment.getOrDefault(MODE, "");
    if (mode.equals("disabled")) {
      return new Disabled();
    }
    if (!mode.isEmpty() && !mode.equals("token")) {
      return new Unusable(
          "%s is \"%s\". Set it to token or disabled, or unset it.".formatted(MODE, mode));
    }
    if (tokenFile.isPresent()) {
      return read(tokenFile.get(), "--token-file");
    }
    String token = environment.getOrDefault(TOKEN, "");
    if (!token.isEmpty()) {
      return accept(token, TOKEN, Optional.empty());
    }
    String path = environment.getOrDefault(TOKEN_PATH, "");
    if (!path.isEmpty()) {
      return read(Path.of(path), TOKEN_PATH);
    }
    Path last = home.resolve(".ray/auth_token");
    return Files.exists(last) ? read(last, "the default place") : new Missing();
  }

  private static Outcome read(Path file, String namedBy) {
    try {
      return accept(Files.readString(file), file + " (" + namedBy + ")", Optional.of(file));
    } catch (NoSuchFileException _) {
      return new Unusable(
          "There is no token file %s (%s). Name one that exists.".formatted(file, namedBy));
    } catch (IOException e) {
      return new Unusable(
          "The token file %s (%s) cannot be read: %s. Make it readable for this user."
              .formatted(file, namedBy, e));
    }
  }

  private static Outcome accept(String text, String place, Optional<Path> file) {
    try {
      return new Found(AuthToken.of(text.strip()), file);
    } catch (IllegalArgumentException e) {
      return new Unusable("The token of %s is of no use: %s.".formatted(place, e.getMessage()));
    }
  }
}
