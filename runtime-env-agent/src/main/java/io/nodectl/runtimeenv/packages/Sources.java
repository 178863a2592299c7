package io.nodectl.runtimeenv.packages;

import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.packages.PackageUri;
import io.nodectl.environment.plugin.SetupFailed;
import io.nodectl.environment.plugin.TimeLimit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Brings packages here, from wherever they are.
///
/// @param gcs the way to those in the cluster
public record Sources(GcsDoor gcs) implements PackageSource {
  @Override
  public void fetch(String uri, Path file, TimeLimit limit)
      throws SetupFailed, IOException, InterruptedException {
    try {
      switch (PackageUri.parse(uri, "package")) {
        case PackageUri.InCluster _ -> fromCluster(uri, file, limit);
        case PackageUri.Elsewhere(String _, String scheme) when scheme.equals("file") ->
            copy(uri, file);
        case PackageUri.Elsewhere _ -> Download.fetch(URI.create(uri), file, limit);
        case PackageUri.OnEachNode _ ->
            throw new IllegalArgumentException(uri + " is used where it is");
      }
    } catch (InvalidEnvironment | IllegalArgumentException e) {
      throw SetupFailed.forGood(String.valueOf(e.getMessage()));
    }
  }

  private void fromCluster(String uri, Path file, TimeLimit limit) throws SetupFailed, IOException {
    if (!gcs.packages(limit).get(uri, file)) {
      throw SetupFailed.forNow(
          uri
              + " is not in the cluster's store: it was never uploaded, or removed because nobody"
              + " used it. Run again whatever uploads it");
    }
  }

  private static void copy(String uri, Path file) throws SetupFailed, IOException {
    Path source = path(uri);
    try {
      Files.copy(source, file);
    } catch (NoSuchFileException _) {
      throw SetupFailed.forNow("there is no file " + source + " on this node");
    }
  }

  /// The file that a URI names.
  static Path path(String uri) {
    return Path.of(URI.create(uri.replace(" ", "%20")).getPath());
  }
}
