package io.nodectl.gcs.runtimeenv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.kv.KvTable;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.gcs.storage.TestStores;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import io.nodectl.messages.ray.JobConfig;
import io.nodectl.messages.ray.JobTableData;
import io.nodectl.messages.ray.RuntimeEnvInfo;
import io.nodectl.messages.ray.RuntimeEnvUris;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PackagesTest {

  private static final String URI = "gcs://_ray_pkg_1.zip";
  private static final ByteString KEY = ByteString.copyFromUtf8(URI);

  private final Tables tables = TestStores.tables();

  @BeforeEach
  void bring() {
    new KvTable(tables).put(ByteString.EMPTY, KEY, ByteString.copyFromUtf8("zip"));
  }

  @Test
  void what_a_running_job_names_stays_until_it_ends() {
    keep(job(false));
    assertEquals(new Packages.Outcome(0, List.of(URI)), deleteUnused(URI));
    keep(job(true));
    assertEquals(new Packages.Outcome(1, List.of()), deleteUnused("working_dir|" + URI));
    assertFalse(new KvTable(tables).get(ByteString.EMPTY, KEY).isPresent());
  }

  @Test
  void what_an_actor_needs_stays_until_it_is_dead() {
    keep(actor(ActorState.RESTARTING));
    assertEquals(new Packages.Outcome(0, List.of(URI)), deleteUnused(URI));
    keep(actor(ActorState.DEAD));
    assertEquals(new Packages.Outcome(1, List.of()), deleteUnused(URI));
  }

  @Test
  void a_jobs_packages_are_those_that_lie_here() {
    assertEquals(List.of(URI), Packages.of(job(false)));
  }

  @Test
  void after_a_restart_the_packages_of_jobs_that_have_ended_are_known() {
    keep(job(true));
    assertEquals(List.of(URI), Packages.named(tables));
  }

  private Packages.Outcome deleteUnused(String uri) {
    return new Packages(tables).deleteUnused(List.of(uri));
  }

  private void keep(JobTableData job) {
    tables.put(Table.JOBS, job.getJobId(), job);
  }

  private void keep(ActorTableData actor) {
    tables.put(Table.ACTORS, actor.getActorId(), actor);
  }

  private static JobTableData job(boolean dead) {
    RuntimeEnvUris uris =
        RuntimeEnvUris.newBuilder().setWorkingDirUri(URI).addPyModulesUris("s3://x.zip").build();
    return JobTableData.newBuilder()
        .setJobId(ByteString.copyFromUtf8("job1"))
        .setIsDead(dead)
        .setConfig(
            JobConfig.newBuilder().setRuntimeEnvInfo(RuntimeEnvInfo.newBuilder().setUris(uris)))
        .build();
  }

  private static ActorTableData actor(ActorState state) {
    return ActorTableData.newBuilder()
        .setActorId(ByteString.copyFromUtf8("actor1"))
        .setState(state)
        .setSerializedRuntimeEnv("{\"working_dir\": \"" + URI + "\"}")
        .build();
  }
}
