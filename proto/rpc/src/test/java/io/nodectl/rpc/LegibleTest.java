package io.nodectl.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.nodectl.messages.ray.GetClusterIdReply;
import io.nodectl.messages.ray.GetClusterIdRequest;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class LegibleTest {

  private static final MethodDescriptor<byte[], GetClusterIdReply> RAW =
      NodeInfoGcsServiceGrpc.getGetClusterIdMethod().toBuilder(
              new Bytes(), NodeInfoGcsServiceGrpc.getGetClusterIdMethod().getResponseMarshaller())
          .build();

  @Test
  void a_request_that_cannot_be_read_is_refused_and_not_logged() throws BindFailed {
    CountingNodeInfo nodes = CountingNodeInfo.neverFailing();
    var log = new Recorder();
    Logger root = Logger.getLogger("");
    root.addHandler(log);
    try (RpcServer server =
            RpcServer.on(Loopback.ANY_PORT).guard(Loopback.open()).service(nodes).start();
        Loopback loopback = Loopback.to(server, ChannelOptions.plain())) {
      StatusRuntimeException refusal =
          assertThrows(StatusRuntimeException.class, () -> send(loopback, new byte[] {-1, 7, 3}));
      assertEquals(Status.Code.INVALID_ARGUMENT, refusal.getStatus().getCode());
      var _ = send(loopback, GetClusterIdRequest.getDefaultInstance().toByteArray());
    } finally {
      root.removeHandler(log);
    }
    assertEquals(1, nodes.calls.get());
    assertEquals(List.of(), log.texts);
  }

  private static GetClusterIdReply send(Loopback loopback, byte[] request) {
    return ClientCalls.blockingUnaryCall(loopback.channel(), RAW, CallOptions.DEFAULT, request);
  }

  private static final class Bytes implements Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      throw new UnsupportedOperationException("it only goes out");
    }
  }

  private static final class Recorder extends Handler {
    final List<String> texts = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void publish(LogRecord entry) {
      texts.add(entry.getLevel() + " " + entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
