package io.nodectl.runtimeenv;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.nodectl.messages.ray.AgentRpcStatus;
import io.nodectl.messages.ray.DeleteRuntimeEnvIfPossibleReply;
import io.nodectl.messages.ray.DeleteRuntimeEnvIfPossibleRequest;
import io.nodectl.messages.ray.GetOrCreateRuntimeEnvReply;
import io.nodectl.messages.ray.GetOrCreateRuntimeEnvRequest;
import io.nodectl.messages.ray.GetRuntimeEnvsInfoReply;
import io.nodectl.messages.ray.GetRuntimeEnvsInfoRequest;
import io.nodectl.messages.ray.RuntimeEnvState;
import java.util.OptionalLong;

/// The three requests, from message to message.
final class AgentApi {
  private final RuntimeEnvs environments;
  private final String node;

  /// @param node what this node is called in errors that travel to the user
  AgentApi(RuntimeEnvs environments, String node) {
    this.environments = environments;
    this.node = node;
  }

  MessageLite getOrCreate(byte[] body) throws InvalidProtocolBufferException {
    GetOrCreateRuntimeEnvRequest request = GetOrCreateRuntimeEnvRequest.parseFrom(body);
    GetOrCreateRuntimeEnvReply.Builder reply = GetOrCreateRuntimeEnvReply.newBuilder();
    Outcome outcome =
        environments.getOrCreate(request.getSerializedRuntimeEnv(), request.getSourceProcess());
    switch (outcome) {
      case Outcome.Created created ->
          reply
              .setStatus(AgentRpcStatus.AGENT_RPC_STATUS_OK)
              .setSerializedRuntimeEnvContext(created.context());
      case Outcome.Refused refused ->
          reply
              .setStatus(AgentRpcStatus.AGENT_RPC_STATUS_FAILED)
              .setErrorMessage(node + ": " + refused.why());
    }
    return reply.build();
  }

  MessageLite deleteIfPossible(byte[] body) throws InvalidProtocolBufferException {
    DeleteRuntimeEnvIfPossibleRequest request = DeleteRuntimeEnvIfPossibleRequest.parseFrom(body);
    environments.release(request.getSerializedRuntimeEnv(), request.getSourceProcess());
    return DeleteRuntimeEnvIfPossibleReply.newBuilder()
        .setStatus(AgentRpcStatus.AGENT_RPC_STATUS_OK)
        .build();
  }

  MessageLite info(byte[] body) throws InvalidProtocolBufferException {
    GetRuntimeEnvsInfoRequest request = GetRuntimeEnvsInfoRequest.parseFrom(body);
    GetRuntimeEnvsInfoReply.Builder reply = GetRuntimeEnvsInfoReply.newBuilder();
    for (RuntimeEnvs.State state : environments.states(limit(request))) {
      reply.addRuntimeEnvStates(message(state));
    }
    return reply.setTotal(environments.size()).build();
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
            .setRefCnt(state.references())
            .setCreationTimeMs(state.creationTime().toMillis());
    switch (state.outcome()) {
      case Outcome.Created _ -> message.setSuccess(true);
      case Outcome.Refused refused -> message.setSuccess(false).setError(refused.why());
    }
    return message.build();
  }
}
