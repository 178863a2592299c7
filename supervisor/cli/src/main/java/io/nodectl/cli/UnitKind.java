package io.nodectl.cli;

import java.util.Locale;

/// What a unit of systemd is for.
enum UnitKind {
  HEAD,
  WORKER;

  /// Its word in names of files, and the usual name of such a node.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
