package io.nodectl.load;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.nodectl.messages.ray.ActorCreationTaskSpec;
import io.nodectl.messages.ray.ActorInfoGcsServiceGrpc;
import io.nodectl.messages.ray.ActorInfoGcsServiceGrpc.ActorInfoGcsServiceStub;
import io.nodectl.messages.ray.AddJobRequest;
import io.nodectl.messages.ray.Address;
import io.nodectl.messages.ray.CreateActorReply;
import io.nodectl.messages.ray.CreateActorRequest;
import io.nodectl.messages.ray.FunctionDescriptor;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.GetNextJobIDRequest;
import io.nodectl.messages.ray.JobConfig;
import io.nodectl.messages.ray.JobInfoGcsServiceGrpc;
import io.nodectl.messages.ray.JobTableData;
import io.nodectl.messages.ray.Language;
import io.nodectl.messages.ray.PythonFunctionDescriptor;
import io.nodectl.messages.ray.RegisterActorReply;
import io.nodectl.messages.ray.RegisterActorRequest;
import io.nodectl.messages.ray.TaskSpec;
import io.nodectl.messages.ray.TaskType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// Has a GCS make actors, as drivers do: each is registered, then created.
public final class ActorCreations {

  private static final double NANOS = 1e9;
  private static final int ACTOR_ID = 16;
  private static final int TASK_ID = 24;

  /// As large as the arguments of a small actor.
  private static final int EXTRA_BYTES = 300;

  private final ActorInfoGcsServiceStub actors;
  private final Address owner;
  private final ByteString job;
  private final int total;
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger made = new AtomicInteger();
  private final CompletableFuture<Boolean> all = new CompletableFuture<>();

  private ActorCreations(ManagedChannel gcs, Address owner, ByteString job, int total) {
    this.actors = ActorInfoGcsServiceGrpc.newStub(gcs);
    this.owner = owner;
    this.job = job;
    this.total = total;
  }

  /// Begins a job that makes so many actors.
  ///
  /// @param owner of all of them
  public static ActorCreations ofNewJob(ManagedChannel gcs, Address owner, int total) {
    JobInfoGcsServiceGrpc.JobInfoGcsServiceBlockingStub jobs =
        JobInfoGcsServiceGrpc.newBlockingStub(gcs);
    int number = jobs.getNextJobID(GetNextJobIDRequest.getDefaultInstance()).getJobId();
    ByteBuffer id = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    ByteString job = ByteString.copyFrom(id.putInt(number).array());
    var _ =
        jobs.addJob(
            AddJobRequest.newBuilder()
                .setData(
                    JobTableData.newBuilder()
                        .setJobId(job)
                        .setDriverAddress(owner)
                        .setConfig(JobConfig.newBuilder().setRayNamespace("load")))
                .build());
    return new ActorCreations(gcs, owner, job, total);
  }

  /// Makes them.
  ///
  /// @param clients so many are being made at any time
  /// @return how many were made per second
  public double run(int clients) {
    long start = System.nanoTime();
    for (int i = 0; i < clients; i++) {
      next();
    }
    var _ = all.join();
    return total * NANOS / (System.nanoTime() - start);
  }

  private void next() {
    int number = begun.getAndIncrement();
    if (number < total) {
      TaskSpec spec = spec(number);
      actors.registerActor(
          RegisterActorRequest.newBuilder().setTaskSpec(spec).build(), new Registered(spec));
    }
  }

  private void check(GcsStatus status) {
    if (status.getCode() != 0) {
      all.completeExceptionally(new IllegalStateException(status.toString()));
    }
  }

  private TaskSpec spec(int number) {
    ByteBuffer id = ByteBuffer.allocate(ACTOR_ID).order(ByteOrder.LITTLE_ENDIAN);
    id.putLong(number).putInt(number).put(job.toByteArray());
    ByteString actor = ByteString.copyFrom(id.array());
    ByteString none = ByteString.fromHex("ff".repeat(TASK_ID - ACTOR_ID));
    return TaskSpec.newBuilder()
        .setType(TaskType.ACTOR_CREATION_TASK)
        .setLanguage(Language.PYTHON)
        .setName("Counter.__init__")
        .setFunctionDescriptor(
            FunctionDescriptor.newBuilder()
                .setPythonFunctionDescriptor(
                    PythonFunctionDescriptor.newBuilder()
                        .setModuleName("load")
                        .setClassName("Counter")
                        .setFunctionName("__init__")))
        .setJobId(job)
        .setTaskId(none.concat(actor))
        .setParentTaskId(
            none.concat(ByteString.fromHex("ff".repeat(ACTOR_ID - job.size()))).concat(job))
        .setCallerAddress(owner)
        .setCallerId(owner.getWorkerId())
        .putRequiredResources("CPU", 1)
        .putRequiredPlacementResources("CPU", 1)
        .setSerializedRetryExceptionAllowlist(ByteString.copyFrom(new byte[EXTRA_BYTES]))
        .setActorCreationTaskSpec(
            ActorCreationTaskSpec.newBuilder()
                .setActorId(actor)
                .setMaxConcurrency(1)
                .setRayNamespace("load"))
        .build();
  }

  private final class Registered implements StreamObserver<RegisterActorReply> {
    private final TaskSpec spec;

    Registered(TaskSpec spec) {
      this.spec = spec;
    }

    @Override
    public void onNext(RegisterActorReply reply) {
      check(reply.getStatus());
    }

    @Override
    public void onError(Throwable failure) {
      all.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      actors.createActor(CreateActorRequest.newBuilder().setTaskSpec(spec).build(), new Created());
    }
  }

  private final class Created implements StreamObserver<CreateActorReply> {
    @Override
    public void onNext(CreateActorReply reply) {
      check(reply.getStatus());
    }

    @Override
    public void onError(Throwable failure) {
      all.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      if (made.incrementAndGet() == total) {
        all.complete(true);
      } else {
        next();
      }
    }
  }
}
