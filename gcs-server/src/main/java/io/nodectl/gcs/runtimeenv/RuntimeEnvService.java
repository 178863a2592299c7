package io.nodectl.gcs.runtimeenv;

import io.grpc.stub.StreamObserver;
import io.nodectl.gcs.reply.Reply;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.PinRuntimeEnvURIReply;
import io.nodectl.messages.ray.PinRuntimeEnvURIRequest;
import io.nodectl.messages.ray.RuntimeEnvGcsServiceGrpc.RuntimeEnvGcsServiceImplBase;

/// The pins of packages over Ray 2.60's messages.
public final class RuntimeEnvService extends RuntimeEnvGcsServiceImplBase {

  private final RuntimeEnvs environments;

  public RuntimeEnvService(RuntimeEnvs environments) {
    this.environments = environments;
  }

  @Override
  public void pinRuntimeEnvURI(
      PinRuntimeEnvURIRequest request, StreamObserver<PinRuntimeEnvURIReply> caller) {
    Reply.with(caller, PinRuntimeEnvURIReply.newBuilder().setStatus(pin(request)).build());
  }

  private GcsStatus pin(PinRuntimeEnvURIRequest request) {
    if (request.getUri().isEmpty()) {
      return Statuses.invalid("there is no URI to pin");
    }
    if (request.getExpirationS() < 0) {
      return Statuses.invalid("a pin cannot last for %d s".formatted(request.getExpirationS()));
    }
    environments.pin(request.getUri(), request.getExpirationS());
    return Statuses.ok();
  }
}
