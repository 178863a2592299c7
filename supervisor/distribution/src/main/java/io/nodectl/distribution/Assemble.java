package io.nodectl.distribution;

import io.nodectl.node.AotCache;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Packages the programs on this JVM's own class path into a distribution of the checkout, unless
/// it stands there already.
public final class Assemble {
  private Assemble() {}

  /// Run by the build, with the class path of all programs.
  ///
  /// @param args the checkout, this module's jar, the folder of templates, the file for the
  ///     training's output, and when the build started (ISO 8601)
  public static void main(String[] args) throws IOException, InterruptedException {
    Path checkout = Path.of(args[0]).toRealPath();
    Contents contents = new Contents(jars(Path.of(args[1])), Path.of(args[2]));
    Path trainingLog = Path.of(args[3]);
    Instant buildStart = Instant.parse(args[4]);

    Store store = new Store(checkout.resolve(".dist"));
    try (Store.Lock _ = store.lock()) {
      String id = contents.id();
      Optional<Path> standing = store.find(id);
      Path dist = standing.isPresent() ? standing.get() : make(id, contents, store, trainingLog);
      store.makeCurrent(dist);
      store.removeUnused(Processes.commandLines());
      if (contents.comesWhollyFrom(checkout)) {
        store.stamp(buildStart);
      }
      System.out.println((standing.isPresent() ? "unchanged: " : "new: ") + dist);
    }
  }

  private static Path make(String id, Contents contents, Store store, Path trainingLog)
      throws IOException, InterruptedException {
    Path home = store.begin(id);
    contents.writeTo(home);
    Files.deleteIfExists(trainingLog);
    for (AotCache cache : AotCache.values()) {
      new Training(home, cache, trainingLog).run();
    }
    store.complete(home);
    return home;
  }

  /// Maven puts its own jar's classes folder on the class path, not the jar; everything else there
  /// is a jar.
  private static List<Path> jars(Path own) {
    List<Path> jars = new ArrayList<>();
    jars.add(own);
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.endsWith(".jar")) {
        jars.add(Path.of(entry));
      }
    }
    return jars;
  }
}
