package io.nodectl.gcs.autoscaler;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.kv.MadeUpKeys;
import io.nodectl.gcs.placement.GroupRows;
import io.nodectl.gcs.storage.Tables;
import java.util.Optional;

/// Answers for the key in which an autoscaler of Ray's puts what `ray status` shows, as long as
/// none has: made up when it is asked for, so that it is the truth of that moment.
public record StatusKeys(Cluster cluster) implements MadeUpKeys {

  private static final ByteString STATUS = ByteString.copyFromUtf8("__autoscaling_status");

  @Override
  public Optional<ByteString> value(ByteString namespace, ByteString key, Tables tables) {
    return namespace.isEmpty() && key.equals(STATUS)
        ? Optional.of(
            ByteString.copyFromUtf8(
                StatusReport.of(cluster.now(), new GroupRows(tables).present())))
        : Optional.empty();
  }
}
