package io.nodectl.gcs.nodes;

import com.google.protobuf.ByteString;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.nodectl.gcs.reply.EncodedBytes;
import io.nodectl.gcs.reply.Reply;
import io.nodectl.gcs.storage.Store;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import java.io.InputStream;
import java.util.function.BiFunction;

/// The node service, with lists of all nodes below gRPC's stubs: they go out as they are kept.
///
/// @param service answers all other calls
public record NodeInfoCalls(Store store, NodeInfoService service) implements BindableService {

  private static final Marshaller<ByteString> ENCODED =
      new Marshaller<>() {
        @Override
        public InputStream stream(ByteString message) {
          return new EncodedBytes(message);
        }

        @Override
        public ByteString parse(InputStream stream) {
          throw new UnsupportedOperationException("it only goes out");
        }
      };

  @Override
  public ServerServiceDefinition bindService() {
    var lists = NodeInfoGcsServiceGrpc.getGetAllNodeInfoMethod();
    var shortLists = NodeInfoGcsServiceGrpc.getGetAllNodeAddressAndLivenessMethod();
    ServerServiceDefinition.Builder calls =
        ServerServiceDefinition.builder(NodeInfoGcsServiceGrpc.SERVICE_NAME);
    for (ServerMethodDefinition<?, ?> call : service.bindService().getMethods()) {
      String name = call.getMethodDescriptor().getFullMethodName();
      if (!name.equals(lists.getFullMethodName()) && !name.equals(shortLists.getFullMethodName())) {
        calls.addMethod(call);
      }
    }
    return calls
        .addMethod(encoded(lists, NodeLists::answer))
        .addMethod(encoded(shortLists, NodeLists::answer))
        .build();
  }

  private <Q> ServerMethodDefinition<Q, ByteString> encoded(
      MethodDescriptor<Q, ?> method, BiFunction<NodeLists, Q, ByteString> answer) {
    return ServerMethodDefinition.create(
        method.toBuilder(method.getRequestMarshaller(), ENCODED).build(),
        ServerCalls.asyncUnaryCall(
            (request, caller) ->
                Reply.when(
                    store.ask((Tables tables) -> answer.apply(new NodeLists(tables), request)),
                    caller)));
  }
}
