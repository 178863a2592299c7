package io.nodectl.environment.packages;

import io.nodectl.environment.InvalidEnvironment;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a package is, as the fields `working_dir`, `py_modules` and `java_jars` say it.
public sealed interface PackageUri {
  /// In the key-value store of the cluster, under its whole text as the key.
  ///
  /// @param text such as `gcs://_ray_pkg_0123456789abcdef.zip`
  record InCluster(String text) implements PackageUri {}

  /// In a file or on a server that every node reaches.
  ///
  /// @param text such as `file:///shared/code.zip` or `https://HOST/code.zip`
  /// @param scheme in small letters
  record Elsewhere(String text, String scheme) implements PackageUri {}

  /// A folder that every node has anyway, and that is used where it is.
  ///
  /// @param text such as `local:///opt/code`
  /// @param folder its absolute path
  record OnEachNode(String text, String folder) implements PackageUri {}

  /// What was written.
  String text();

  /// Whether a text is a URI, and no path of the machine where it was written.
  static boolean isUri(String text) {
    return Parts.FORM.matcher(text).matches();
  }

  /// Reads a URI.
  ///
  /// @param field for which it stands, for the message
  /// @throws InvalidEnvironment if it is a path, or of a kind that nobody can fetch
  static PackageUri parse(String text, String field) throws InvalidEnvironment {
    Matcher form = Parts.FORM.matcher(text);
    if (!form.matches()) {
      throw new InvalidEnvironment(
          "%s: %s is a path, which this node may not have. nodectl run and Ray's drivers bring it into the cluster; file://, https:// and local:// name what every node reaches"
              .formatted(field, text));
    }
    String scheme = form.group(1).toLowerCase(Locale.ROOT);
    String rest = form.group(2);
    return switch (scheme) {
      case "gcs" -> new InCluster(text);
      case "file", "http", "https" -> new Elsewhere(text, scheme);
      case "local" -> {
        if (!rest.startsWith("/") || ArchiveKind.of(rest).isPresent()) {
          throw new InvalidEnvironment(
              "%s: %s is not the absolute path of a folder, such as local:///opt/code"
                  .formatted(field, text));
        }
        yield new OnEachNode(text, rest);
      }
      default ->
          throw new InvalidEnvironment(
              "%s: %s cannot be fetched here, only gcs://, file://, http://, https:// and local:// can"
                  .formatted(field, text));
    };
  }

  /// What the package is, if its name says so.
  default Optional<ArchiveKind> kind() {
    return ArchiveKind.of(name());
  }

  /// The last part of its path, without a question behind it.
  default String name() {
    String path = text().replaceFirst("[?#].*$", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// How a URI looks.
  final class Parts {
    private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");

    private Parts() {}
  }
}
