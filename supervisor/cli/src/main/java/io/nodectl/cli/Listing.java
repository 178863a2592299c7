package io.nodectl.cli;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a cluster answered, for programs and for people.
///
/// @param lines the same for people
/// @param cut what is to be said of what is not shown, if something is not
record Listing(JsonNode json, List<String> lines, Optional<String> cut) {
  Listing {
    lines = List.copyOf(lines);
  }

  /// A whole one.
  Listing(JsonNode json, List<String> lines) {
    this(json, lines, Optional.empty());
  }

  /// One that may show less than there is.
  ///
  /// @param total how many there are
  static Listing of(JsonNode rows, Table table, long total) {
    return new Listing(
        rows,
        table.lines(),
        rows.size() < total
            ? Optional.of("note: these are %d of %d: see --limit".formatted(rows.size(), total))
            : Optional.empty());
  }
}
