package io.nodectl.gcs.storage;

import com.google.protobuf.ByteString;

/// Copies all that is kept from one storage into another.
public final class StoreCopy {

  /// Rows that are held at once.
  private static final int TOGETHER = 1000;

  private StoreCopy() {}

  /// Commits as it goes; what the cluster is comes last, so what has no id is no whole copy.
  public static void copy(Storage from, Storage into) {
    Table.all().stream()
        .filter(table -> table != Table.CLUSTER)
        .forEach(table -> rows(table, from, into));
    rows(Table.CLUSTER, from, into);
  }

  private static void rows(Table<?> table, Storage from, Storage into) {
    int copied = 0;
    for (ByteString key : from.keys(table, ByteString.EMPTY)) {
      from.get(table, key).ifPresent(value -> into.put(table, key, value));
      copied++;
      if (copied % TOGETHER == 0) {
        into.commit();
      }
    }
    into.commit();
  }
}
