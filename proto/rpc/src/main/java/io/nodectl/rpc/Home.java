package io.nodectl.rpc;

import java.nio.file.Path;
import java.util.Map;

/// What `~` is.
public final class Home {
  private Home() {}

  /// The user's home folder as a shell and Ray's programs take it: `HOME`, else that of the list of
  /// users. The JVM by itself looks only there.
  public static Path of(Map<String, String> environment) {
    String named = environment.getOrDefault("HOME", "");
    return Path.of(named.isEmpty() ? System.getProperty("user.home", "/") : named);
  }
}
