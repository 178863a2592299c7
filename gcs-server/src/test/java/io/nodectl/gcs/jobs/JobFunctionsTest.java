package io.nodectl.gcs.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.kv.KvTable;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.gcs.storage.TestStores;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobFunctionsTest {

  private static final ByteString NAMESPACE = ByteString.copyFromUtf8("fun");

  private final Tables tables = TestStores.tables();

  @Test
  void the_functions_of_ended_jobs_go_and_those_that_an_actor_needs_stay() {
    export("RemoteFunction:01000000:abc");
    export("ActorClass:02000000:abc");
    export("RemoteFunction:03000000:abc");
    tables.put(
        Table.ACTORS,
        TestJobs.id(9),
        ActorTableData.newBuilder().setJobId(TestJobs.id(2)).setState(ActorState.ALIVE).build());
    assertEquals(
        Set.of(TestJobs.id(1)),
        JobFunctions.delete(Set.of(TestJobs.id(1), TestJobs.id(2)), tables));
    assertEquals(false, isThere("RemoteFunction:01000000:abc"));
    assertEquals(true, isThere("ActorClass:02000000:abc"));
    assertEquals(true, isThere("RemoteFunction:03000000:abc"));
  }

  private void export(String key) {
    new KvTable(tables).put(NAMESPACE, ByteString.copyFromUtf8(key), NAMESPACE);
  }

  private boolean isThere(String key) {
    return new KvTable(tables).get(NAMESPACE, ByteString.copyFromUtf8(key)).isPresent();
  }
}
