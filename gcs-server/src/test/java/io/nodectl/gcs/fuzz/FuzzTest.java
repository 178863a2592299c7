package io.nodectl.gcs.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.nodectl.gcs.LoopbackGcs;
import io.nodectl.messages.ray.ActorInfoGcsServiceGrpc;
import io.nodectl.messages.ray.ControlPlanePubSubGcsServiceGrpc;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc;
import io.nodectl.messages.ray.JobInfoGcsServiceGrpc;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import io.nodectl.messages.ray.NodeResourceInfoGcsServiceGrpc;
import io.nodectl.messages.ray.ObservabilityPubSubServiceGrpc;
import io.nodectl.messages.ray.PlacementGroupInfoGcsServiceGrpc;
import io.nodectl.messages.ray.RayEventExportGcsServiceGrpc;
import io.nodectl.messages.ray.RuntimeEnvGcsServiceGrpc;
import io.nodectl.messages.ray.TaskInfoGcsServiceGrpc;
import io.nodectl.messages.ray.WorkerInfoGcsServiceGrpc;
import io.nodectl.messages.ray.autoscaler.AutoscalerStateServiceGrpc;
import io.nodectl.rpc.BindFailed;
import io.nodectl.testparent.Nonsense;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a client sends: each call ends with an answer or with a status that tells nothing of
/// the inside, and the server goes on. More calls with `-Dnodectl.fuzz.calls=N`.
class FuzzTest {

  private static final int CALLS = Integer.getInteger("nodectl.fuzz.calls", 300);

  /// Some calls are held until something happens that never will.
  private static final long HELD_MS = 200;

  private static final long HANG_S = 60;

  /// What a client may be told besides an answer.
  private static final Set<Status.Code> TOLERABLE =
      EnumSet.of(
          Status.Code.DEADLINE_EXCEEDED,
          Status.Code.UNIMPLEMENTED,
          Status.Code.INVALID_ARGUMENT,
          Status.Code.NOT_FOUND,
          Status.Code.UNAVAILABLE,
          Status.Code.ABORTED,
          Status.Code.RESOURCE_EXHAUSTED);

  private LoopbackGcs gcs;

  @BeforeEach
  void start() throws BindFailed {
    gcs = LoopbackGcs.start();
  }

  @AfterEach
  void stop() {
    gcs.close();
  }

  static Stream<ServiceDescriptor> services() {
    return Stream.of(
        ActorInfoGcsServiceGrpc.getServiceDescriptor(),
        AutoscalerStateServiceGrpc.getServiceDescriptor(),
        ControlPlanePubSubGcsServiceGrpc.getServiceDescriptor(),
        InternalKVGcsServiceGrpc.getServiceDescriptor(),
        JobInfoGcsServiceGrpc.getServiceDescriptor(),
        NodeInfoGcsServiceGrpc.getServiceDescriptor(),
        NodeResourceInfoGcsServiceGrpc.getServiceDescriptor(),
        ObservabilityPubSubServiceGrpc.getServiceDescriptor(),
        PlacementGroupInfoGcsServiceGrpc.getServiceDescriptor(),
        RayEventExportGcsServiceGrpc.getServiceDescriptor(),
        RuntimeEnvGcsServiceGrpc.getServiceDescriptor(),
        TaskInfoGcsServiceGrpc.getServiceDescriptor(),
        WorkerInfoGcsServiceGrpc.getServiceDescriptor());
  }

  @ParameterizedTest
  @MethodSource("services")
  void nonsense_is_answered_and_the_server_goes_on(ServiceDescriptor service) throws Exception {
    var nonsense = new Nonsense(new Random(service.getName().hashCode()));
    List<MethodDescriptor<?, ?>> methods =
        service.getMethods().stream().filter(m -> m.getType() == MethodType.UNARY).toList();
    List<Sent> all = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      MethodDescriptor<?, ?> method = methods.get(i % methods.size());
      byte[] request = nonsense.like(prototype(method));
      all.add(new Sent(method.getFullMethodName(), call(method, request)));
    }
    for (Sent sent : all) {
      assertTolerable(sent);
    }
    assertEquals(28, gcs.cluster().bytes().size());
  }

  private record Sent(String name, Future<byte[]> reply) {}

  private static void assertTolerable(Sent sent) throws Exception {
    try {
      var _ = sent.reply().get(HANG_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Status status = Status.fromThrowable(e);
      String description = String.valueOf(status.getDescription());
      assertTrue(TOLERABLE.contains(status.getCode()), () -> sent.name() + ": " + status);
      assertFalse(
          description.contains("Exception") || description.contains("\tat "),
          () -> sent.name() + ": " + description);
    }
  }

  private Future<byte[]> call(MethodDescriptor<?, ?> method, byte[] request) {
    MethodDescriptor<byte[], byte[]> raw =
        method.toBuilder(new Bytes(), new Bytes()).setSampledToLocalTracing(false).build();
    CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(HELD_MS, TimeUnit.MILLISECONDS);
    return ClientCalls.futureUnaryCall(gcs.channel().newCall(raw, options), request);
  }

  private static Message prototype(MethodDescriptor<?, ?> method) {
    var marshaller = (PrototypeMarshaller<?>) method.getRequestMarshaller();
    return (Message) Objects.requireNonNull(marshaller.getMessagePrototype());
  }

  /// Bytes as they are.
  private static final class Bytes implements Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
