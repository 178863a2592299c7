package io.nodectl.raylet.workers;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Has the packages kept that living workers run with: one may wait for hours before it is
/// executed, or be launched again after days. On the thread of the workers.
final class PackageCare {
  /// As long as whoever brought the package has it kept.
  static final Duration KEPT = Duration.ofMinutes(10);

  private static final Duration EVERY = KEPT.dividedBy(2);
  private static final Pattern IN_CLUSTER = Pattern.compile("gcs://[^\"\\\\\\s]+");

  private final WorkerThread thread;
  private final WorkerBook book;
  private final Packages packages;
  private boolean planned;

  PackageCare(WorkerThread thread, WorkerBook book, Packages packages) {
    this.thread = thread;
    this.book = book;
    this.packages = packages;
  }

  /// What this one needs is kept as long as it lives.
  void begin(Worker worker) {
    keep(named(worker.terms.request().getRuntimeEnv()));
  }

  /// The same for all that live.
  void look() {
    Set<String> uris = new TreeSet<>();
    book.living().forEach(worker -> uris.addAll(named(worker.terms.request().getRuntimeEnv())));
    keep(uris);
  }

  private void keep(Set<String> uris) {
    uris.forEach(uri -> packages.keep(uri, KEPT));
    if (!planned && !uris.isEmpty()) {
      planned = true;
      var _ =
          thread.after(
              EVERY,
              () -> {
                planned = false;
                look();
              });
    }
  }

  /// The packages in the cluster that a document names.
  static Set<String> named(String environment) {
    Set<String> uris = new TreeSet<>();
    Matcher found = IN_CLUSTER.matcher(environment);
    while (found.find()) {
      uris.add(found.group());
    }
    return uris;
  }
}
