package io.nodectl.environment.packages;

import java.util.Optional;
import java.util.stream.Stream;

/// What a package is, which its name says.
public enum ArchiveKind {
  ZIP(".zip"),
  JAR(".jar"),
  WHEEL(".whl"),
  TAR_GZ(".tar.gz"),
  TAR_XZ(".tar.xz");

  /// Another way to write [#TAR_GZ].
  private static final String TGZ = ".tgz";

  private final String ending;

  ArchiveKind(String ending) {
    this.ending = ending;
  }

  /// The kind of a package of that name.
  public static Optional<ArchiveKind> of(String name) {
    return name.endsWith(TGZ)
        ? Optional.of(TAR_GZ)
        : Stream.of(values()).filter(kind -> name.endsWith(kind.ending)).findFirst();
  }

  /// How the name of such a package ends.
  public String ending() {
    return ending;
  }
}
