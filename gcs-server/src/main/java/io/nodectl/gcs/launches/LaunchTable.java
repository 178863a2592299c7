package io.nodectl.gcs.launches;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.storage.Row;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.gcs.LaunchRecord;
import java.util.List;

/// The launch records, by node and worker.
///
/// @param tables the cluster's state
record LaunchTable(Tables tables) {

  void put(LaunchRecord record) {
    tables.put(Table.LAUNCHES, key(record.getNodeId(), record.getWorkerId()), record);
  }

  void remove(ByteString node, ByteString worker) {
    tables.delete(Table.LAUNCHES, key(node, worker));
  }

  List<LaunchRecord> of(ByteString node) {
    return tables.scan(Table.LAUNCHES, node).stream().map(Row::value).toList();
  }

  /// A node is dead, and its id never comes back: nobody will ask for what it ran.
  void forget(ByteString node) {
    for (ByteString key : tables.keys(Table.LAUNCHES, node)) {
      tables.delete(Table.LAUNCHES, key);
    }
  }

  private static ByteString key(ByteString node, ByteString worker) {
    return node.concat(worker);
  }
}
