package io.nodectl.gcs.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/// What a database must consist of to be a store of this release.
///
/// A format has all that the formats before it have, so a store of an older one becomes one of this
/// by what it lacks.
final class SqliteLayout {

  /// The newest format that is known, and the one that is written. 1 had the tables `cluster`,
  /// `nodes` and `kv`; 2 has those of jobs, actors, placement groups and workers too.
  static final int FORMAT = 2;

  /// Marks our files (`PRAGMA application_id`): "nctl".
  static final int APPLICATION = 0x6e63746c;

  private SqliteLayout() {}

  /// Refuses a database that is none of ours, or that a later release wrote; changes nothing. One
  /// without any table is taken: it is yet to become something.
  static void check(Statement sql, SqliteProblems problems) throws SQLException, StorageUnusable {
    if (number(sql, "SELECT count(*) FROM sqlite_schema") == 0) {
      return;
    }
    if (number(sql, "PRAGMA application_id") != APPLICATION) {
      throw problems.foreign();
    }
    int format = number(sql, "PRAGMA user_version");
    if (format < 1 || format > FORMAT) {
      throw problems.ofVersion(format, FORMAT);
    }
  }

  /// Makes what is missing; kept by the next commit, together with what belongs to it.
  static void complete(Statement sql) throws SQLException {
    Set<String> there = tables(sql);
    for (Table<?> table : Table.all()) {
      if (!there.contains(table.label())) {
        sql.execute(SqliteStorage.creation(table));
      }
    }
    if (there.isEmpty()) {
      sql.execute("PRAGMA application_id=" + APPLICATION);
    }
    if (number(sql, "PRAGMA user_version") != FORMAT) {
      sql.execute("PRAGMA user_version=" + FORMAT);
    }
  }

  private static Set<String> tables(Statement sql) throws SQLException {
    Set<String> names = new HashSet<>();
    try (ResultSet rows = sql.executeQuery("SELECT name FROM sqlite_schema WHERE type='table'")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static int number(Statement sql, String query) throws SQLException {
    try (ResultSet result = sql.executeQuery(query)) {
      return result.next() ? result.getInt(1) : 0;
    }
  }
}
