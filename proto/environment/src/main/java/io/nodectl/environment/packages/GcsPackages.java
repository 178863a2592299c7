package io.nodectl.environment.packages;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.InternalKVExistsRequest;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc.InternalKVGcsServiceBlockingStub;
import io.nodectl.messages.ray.InternalKVGetReply;
import io.nodectl.messages.ray.InternalKVGetRequest;
import io.nodectl.messages.ray.InternalKVPutRequest;
import io.nodectl.messages.ray.PinRuntimeEnvURIRequest;
import io.nodectl.messages.ray.RuntimeEnvGcsServiceGrpc;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The packages in the internal key-value store of gcs, where Ray 2.60 keeps them: in the default
/// namespace, under their whole URI.
///
/// @param channel to gcs
/// @param deadline for each call
public record GcsPackages(Channel channel, Duration deadline) implements PackageStore {
  /// Values of this size are the largest that gcs-server takes.
  private static final long LARGEST = 100L << 20;

  /// In Ray's numbering of statuses: there is no such key.
  private static final int NOT_FOUND = 17;

  @Override
  public long largest() {
    return LARGEST;
  }

  @Override
  public boolean has(String uri) throws IOException {
    try {
      return kv().internalKVExists(
              InternalKVExistsRequest.newBuilder().setKey(ByteString.copyFromUtf8(uri)).build())
          .getExists();
    } catch (StatusRuntimeException e) {
      throw failed("asked for " + uri, e);
    }
  }

  @Override
  public void put(String uri, Path file) throws IOException {
    ByteString value;
    try (InputStream stream = Files.newInputStream(file)) {
      value = ByteString.readFrom(stream);
    }
    try {
      check(
          "put " + uri,
          kv().internalKVPut(
                  InternalKVPutRequest.newBuilder()
                      .setKey(ByteString.copyFromUtf8(uri))
                      .setValue(value)
                      .setOverwrite(true)
                      .build())
              .getStatus());
    } catch (StatusRuntimeException e) {
      throw failed("given " + uri, e);
    }
  }

  @Override
  public boolean get(String uri, Path file) throws IOException {
    try {
      InternalKVGetReply reply =
          kv().internalKVGet(
                  InternalKVGetRequest.newBuilder().setKey(ByteString.copyFromUtf8(uri)).build());
      if (reply.getStatus().getCode() == NOT_FOUND) {
        return false;
      }
      check("get " + uri, reply.getStatus());
      try (OutputStream stream = Files.newOutputStream(file)) {
        reply.getValue().writeTo(stream);
      }
      return true;
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return false;
      }
      throw failed("asked for " + uri, e);
    }
  }

  @Override
  public void pin(String uri, Duration howLong) throws IOException {
    try {
      var reply =
          RuntimeEnvGcsServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
              .pinRuntimeEnvURI(
                  PinRuntimeEnvURIRequest.newBuilder()
                      .setUri(uri)
                      .setExpirationS((int) howLong.toSeconds())
                      .build());
      check("pin " + uri, reply.getStatus());
    } catch (StatusRuntimeException e) {
      throw failed("asked to keep " + uri, e);
    }
  }

  private InternalKVGcsServiceBlockingStub kv() {
    return InternalKVGcsServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void check(String what, GcsStatus status) throws IOException {
    if (status.getCode() != 0) {
      throw new IOException("gcs does not " + what + ": " + status.getMessage());
    }
  }

  private static IOException failed(String what, StatusRuntimeException e) {
    return new IOException("gcs was %s, and said: %s".formatted(what, e.getStatus()), e);
  }
}
