package io.nodectl.gcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.health.HealthPeriods;
import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GetAllNodeInfoRequest;
import io.nodectl.messages.ray.InternalKVGetRequest;
import io.nodectl.messages.ray.RegisterNodeRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Ray's programs look up before anything else.
class WellKnownKeysTest {

  @TempDir Path folder;

  @Test
  void a_new_cluster_has_the_keys_that_rays_tools_expect() throws Exception {
    try (LoopbackGcs gcs = LoopbackGcs.start()) {
      assertTrue(text(gcs, "session", "session_name").matches("session_[-_0-9]+"));
      assertEquals("0", text(gcs, "__autoscaler", "__autoscaler_v2_enabled"));
      assertEquals(ProcessHandle.current().pid() + "", text(gcs, "", "gcs_pid"));
      assertEquals(28, get(gcs, "cluster", "ray_cluster_id").size());
    }
  }

  @Test
  void the_session_of_a_cluster_keeps_its_name() throws Exception {
    String first = sessionName(folder);
    assertEquals(first, sessionName(folder));
    assertNotEquals("", first);
  }

  @Test
  void a_head_is_told_to_have_the_folders_that_joining_programs_look_up() throws Exception {
    try (LoopbackGcs gcs = LoopbackGcs.start()) {
      GcsNodeInfo head = register(gcs, TestNodes.head(1));
      assertEquals("/tmp/ray", head.getTempDir());
      assertEquals("/tmp/ray/" + text(gcs, "session", "session_name"), head.getSessionDir());
    }
  }

  @Test
  void what_a_raylet_says_of_its_folders_is_kept() throws Exception {
    try (LoopbackGcs gcs = LoopbackGcs.start()) {
      GcsNodeInfo.Builder own =
          TestNodes.head(1).toBuilder().setTempDir("/own").setSessionDir("/own/s");
      assertEquals("/own/s", register(gcs, own.build()).getSessionDir());
    }
  }

  private static String sessionName(Path folder) throws Exception {
    try (LoopbackGcs gcs = LoopbackGcs.keeping(folder, HealthPeriods.likeRay())) {
      return text(gcs, "session", "session_name");
    }
  }

  private static GcsNodeInfo register(LoopbackGcs gcs, GcsNodeInfo node) {
    var _ = gcs.nodes().registerNode(RegisterNodeRequest.newBuilder().setNodeInfo(node).build());
    return gcs.nodes()
        .getAllNodeInfo(GetAllNodeInfoRequest.getDefaultInstance())
        .getNodeInfoList(0);
  }

  private static String text(LoopbackGcs gcs, String namespace, String key) {
    return get(gcs, namespace, key).toStringUtf8();
  }

  private static ByteString get(LoopbackGcs gcs, String namespace, String key) {
    return gcs.kv()
        .internalKVGet(
            InternalKVGetRequest.newBuilder()
                .setNamespace(ByteString.copyFromUtf8(namespace))
                .setKey(ByteString.copyFromUtf8(key))
                .build())
        .getValue();
  }
}
