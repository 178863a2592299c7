package io.nodectl.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The sources, and what the build made of them.
record Checkout(Path folder) {
  /// The one that these tests are part of: `nodectl.checkout`, else the nearest folder above that
  /// has `scripts/nodectl`.
  static Checkout ours() {
    String given = System.getProperty("nodectl.checkout");
    if (given != null) {
      return new Checkout(Path.of(given));
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("scripts/nodectl"))) {
        return new Checkout(at);
      }
    }
    throw new IllegalStateException("these tests run in a checkout of nodectl");
  }

  /// The distribution that the last build made.
  Path distribution() {
    try {
      return folder.resolve(".dist/current").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("build the distribution first", e);
    }
  }

  /// The packaged command.
  Path nodectl() {
    return distribution().resolve("bin/nodectl");
  }

  /// Where Ray is installed; `scripts/ray-venv` makes it.
  Path venvWithRay() {
    return folder.resolve(".venv");
  }

  /// A Python that has Ray.
  Path pythonWithRay() {
    return venvWithRay().resolve("bin/python");
  }

  /// The command of that Ray.
  Path ray() {
    return venvWithRay().resolve("bin/ray");
  }
}
