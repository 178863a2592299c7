package io.nodectl.gcs.runtimeenv;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.kv.KvTable;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import io.nodectl.messages.ray.JobTableData;
import io.nodectl.messages.ray.RuntimeEnvUris;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The packages that lie in the internal key-value store, under their URIs in the default
/// namespace, as Ray 2.60 puts them there.
record Packages(Tables tables) {

  private static final String HERE = "gcs://";

  /// The part of a URI that is the package's key; a plugin's name may stand before it.
  static boolean isHere(String uri) {
    return uri.contains(HERE);
  }

  /// The packages that a job names.
  static List<String> of(JobTableData job) {
    RuntimeEnvUris uris = job.getConfig().getRuntimeEnvInfo().getUris();
    return Stream.concat(Stream.of(uris.getWorkingDirUri()), uris.getPyModulesUrisList().stream())
        .filter(Packages::isHere)
        .toList();
  }

  /// The packages that any job names, also one that has ended.
  static List<String> named(Tables tables) {
    return tables.all(Table.JOBS).stream().flatMap(job -> of(job).stream()).distinct().toList();
  }

  /// What became of packages.
  ///
  /// @param deleted how many went
  /// @param used those that stay
  record Outcome(int deleted, List<String> used) {}

  /// Deletes those that nobody uses: no running job, and no actor that may still start somewhere.
  Outcome deleteUnused(List<String> uris) {
    int deleted = 0;
    List<String> used = new ArrayList<>();
    for (String uri : uris) {
      String key = uri.substring(uri.indexOf(HERE));
      if (isUsed(key)) {
        used.add(uri);
      } else {
        deleted += new KvTable(tables).delete(ByteString.EMPTY, ByteString.copyFromUtf8(key));
      }
    }
    return new Outcome(deleted, List.copyOf(used));
  }

  private boolean isUsed(String key) {
    return tables.all(Table.JOBS).stream()
            .filter(job -> !job.getIsDead())
            .anyMatch(job -> names(job, key))
        || tables.all(Table.ACTORS).stream()
            .filter(actor -> actor.getState() != ActorState.DEAD)
            .anyMatch(actor -> actor.getSerializedRuntimeEnv().contains(key));
  }

  private static boolean names(JobTableData job, String key) {
    return of(job).stream().anyMatch(uri -> uri.endsWith(key))
        || job.getConfig().getRuntimeEnvInfo().getSerializedRuntimeEnv().contains(key);
  }
}
