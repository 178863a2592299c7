package io.nodectl.gcs.jobs;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.messages.ray.Address;
import io.nodectl.messages.ray.JobConfig;
import io.nodectl.messages.ray.JobTableData;

/// Jobs as their drivers' raylets would describe them.
public final class TestJobs {

  private TestJobs() {}

  public static ByteString id(int number) {
    return ByteString.copyFrom(new byte[] {(byte) number, 0, 0, 0});
  }

  /// The id of the job's driver.
  public static ByteString driver(int number) {
    return TestNodes.id(0xd0 + number).bytes();
  }

  /// A job whose driver runs on this node.
  public static JobTableData on(int node, int number) {
    return JobTableData.newBuilder()
        .setJobId(id(number))
        .setEntrypoint("job-" + number)
        .setConfig(JobConfig.newBuilder().putMetadata(JobQuery.SUBMISSION, "submission-" + number))
        .setDriverAddress(
            Address.newBuilder()
                .setNodeId(TestNodes.id(node).bytes())
                .setIpAddress("127.0.0.1")
                .setPort(1)
                .setWorkerId(driver(number)))
        .build();
  }
}
