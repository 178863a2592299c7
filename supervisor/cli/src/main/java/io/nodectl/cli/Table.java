package io.nodectl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Rows under a heading, each column as wide as its widest cell.
final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... heading) {
    rows.add(List.of(heading));
  }

  /// @param cells as many as the heading has; empty ones are shown as `-`
  Table row(String... cells) {
    rows.add(IntStream.range(0, cells.length).mapToObj(i -> dash(cells[i])).toList());
    return this;
  }

  private static String dash(String cell) {
    return cell.isEmpty() ? "-" : cell;
  }

  List<String> lines() {
    int columns = rows.getFirst().size();
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      int at = column;
      widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      line.append(i == 0 ? "" : GAP).append(row.get(i));
      line.repeat(' ', widths.get(i) - row.get(i).length());
    }
    return line.toString().stripTrailing();
  }
}
