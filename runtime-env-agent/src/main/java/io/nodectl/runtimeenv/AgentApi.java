package io.nodectl.runtimeenv;

import com.google.protobuf.InvalidProtocolBufferException;
import io.nodectl.messages.ray.AgentRpcStatus;
import io.nodectl.messages.ray.DeleteRuntimeEnvIfPossibleReply;
import io.nodectl.messages.ray.DeleteRuntimeEnvIfPossibleRequest;
import io.nodectl.messages.ray.GetOrCreateRuntimeEnvReply;
import io.nodectl.messages.ray.GetOrCreateRuntimeEnvRequest;
import io.nodectl.messages.ray.GetRuntimeEnvsInfoReply;
import io.nodectl.messages.ray.GetRuntimeEnvsInfoRequest;
import io.nodectl.messages.ray.RuntimeEnvState;
import java.io.IOException;
import java.util.OptionalLong;

/// Ray's three requests, from message to message.
final class AgentApi {
  private final RuntimeEnvs environments;
  private final String node;

  /// @param node what this node is called in errors that travel to the user
  AgentApi(RuntimeEnvs environments, String node) {
    this.environments = environments;
    this.node = node;
  }

  Reply getOrCreate(byte[] body) throws IOException, InterruptedException {
    GetOrCreateRuntimeEnvRequest request = GetOrCreateRuntimeEnvRequest.parseFrom(body);
    GetOrCreateRuntimeEnvReply.Builder reply = GetOrCreateRuntimeEnvReply.newBuilder();
    switch (environments.getOrCreate(wish(request))) {
      case Outcome.Created created ->
          reply
              .setStatus(AgentRpcStatus.AGENT_RPC_STATUS_OK)
              .setSerializedRuntimeEnvContext(created.context());
      case Outcome.Refused refused ->
          reply
              .setStatus(AgentRpcStatus.AGENT_RPC_STATUS_FAILED)
              .setErrorMessage(node + ": " + refused.why());
    }
    return Reply.message(reply.build());
  }

  private static Wish wish(GetOrCreateRuntimeEnvRequest request) {
    // Ray sends the id of a job as hexadecimal text.
    return new Wish(
        request.getSerializedRuntimeEnv(),
        request.getSourceProcess(),
        request.getRuntimeEnvConfig().getSetupTimeoutSeconds(),
        request.getJobId().isValidUtf8() ? request.getJobId().toStringUtf8() : "");
  }

  Reply deleteIfPossible(byte[] body) throws IOException, InterruptedException {
    DeleteRuntimeEnvIfPossibleRequest request = DeleteRuntimeEnvIfPossibleRequest.parseFrom(body);
    DeleteRuntimeEnvIfPossibleReply.Builder reply = DeleteRuntimeEnvIfPossibleReply.newBuilder();
    if (environments.release(request.getSerializedRuntimeEnv(), request.getSourceProcess())) {
      reply.setStatus(AgentRpcStatus.AGENT_RPC_STATUS_OK);
    } else {
      reply
          .setStatus(AgentRpcStatus.AGENT_RPC_STATUS_FAILED)
          .setErrorMessage(
              "%s: %s has no reference to give back to the runtime environment %s"
                  .formatted(node, request.getSourceProcess(), request.getSerializedRuntimeEnv()));
    }
    return Reply.message(reply.build());
  }

  Reply info(byte[] body) throws InvalidProtocolBufferException {
    GetRuntimeEnvsInfoRequest request = GetRuntimeEnvsInfoRequest.parseFrom(body);
    GetRuntimeEnvsInfoReply.Builder reply = GetRuntimeEnvsInfoReply.newBuilder();
    for (RuntimeEnvs.State state : environments.states(limit(request))) {
      reply.addRuntimeEnvStates(message(state));
    }
    return Reply.message(reply.setTotal(environments.size()).build());
  }

  /// Ray's own client sends -1 for no limit.
  private static OptionalLong limit(GetRuntimeEnvsInfoRequest request) {
    return request.hasLimit() && request.getLimit() >= 0
        ? OptionalLong.of(request.getLimit())
        : OptionalLong.empty();
  }

  private static RuntimeEnvState message(RuntimeEnvs.State state) {
    RuntimeEnvState.Builder message =
        RuntimeEnvState.newBuilder()
            .setRuntimeEnv(state.runtimeEnv())
            .setRefCnt(state.references());
    state.made().ifPresent(made -> tell(made, message));
    return message.build();
  }

  private static void tell(EnvEntry.Made made, RuntimeEnvState.Builder message) {
    message.setCreationTimeMs(made.took().toMillis());
    switch (made.outcome()) {
      case Outcome.Created _ -> message.setSuccess(true);
      case Outcome.Refused refused -> message.setSuccess(false).setError(refused.why());
    }
  }
}
