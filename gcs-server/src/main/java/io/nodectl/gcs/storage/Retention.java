package io.nodectl.gcs.storage;

import com.google.protobuf.ByteString;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// Which of the rows that are over stay: only so many, the last ones.
///
/// Such rows are counted, and looked for only when there are a tenth too many: an end in a crowd of
/// ends costs nothing.
///
/// @param table kept in memory
/// @param isOver for good
/// @param oldestFirst the order in which they are forgotten
/// @param remembered so many stay at least, if there are as many
public record Retention<V>(
    Table<V> table, Predicate<V> isOver, Comparator<V> oldestFirst, int remembered) {

  /// How many rows are over, by the table; there once they were counted.
  private static final Table<Integer> OVER = Table.ofProcess("rows_over");

  /// At most so many stay.
  public int most() {
    return remembered + remembered / 10;
  }

  /// A row that was not over before is so now, and has been put into its table.
  ///
  /// @return whether others were forgotten for it
  public boolean ended(Tables tables) {
    ByteString key = ByteString.copyFromUtf8(table.label());
    int over =
        tables
            .get(OVER, key)
            .map(before -> before + 1)
            .orElseGet(() -> (int) tables.all(table).stream().filter(isOver).count());
    boolean tooMany = over > most();
    if (tooMany) {
      forgetOldest(tables);
    }
    tables.put(OVER, key, tooMany ? remembered : over);
    return tooMany;
  }

  private void forgetOldest(Tables tables) {
    List<Row<V>> over =
        tables.scan(table, ByteString.EMPTY).stream()
            .filter(row -> isOver.test(row.value()))
            .sorted(Comparator.comparing(Row::value, oldestFirst))
            .toList();
    over.subList(0, over.size() - remembered).forEach(row -> tables.delete(table, row.key()));
  }
}
