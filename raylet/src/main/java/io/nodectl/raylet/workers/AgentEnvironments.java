package io.nodectl.raylet.workers;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.nodectl.handshake.Endpoint;
import io.nodectl.messages.ray.AgentRpcStatus;
import io.nodectl.messages.ray.DeleteRuntimeEnvIfPossibleRequest;
import io.nodectl.messages.ray.GetOrCreateRuntimeEnvReply;
import io.nodectl.messages.ray.GetOrCreateRuntimeEnvRequest;
import io.nodectl.messages.ray.RuntimeEnvConfig;
import io.nodectl.rpc.AuthToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Asks the node's runtime env agent, over Ray 2.60's HTTP paths.
///
/// An agent that does not answer may have been started again just now, perhaps elsewhere; so the
/// question is asked again for a while, at the address that holds then. A new agent does not know
/// what the one before it was asked for, and is told.
final class AgentEnvironments implements Environments {
  private static final String MAKE = "/get_or_create_runtime_env";
  private static final String DROP = "/delete_runtime_env_if_possible";
  private static final String WHO = "raylet:";

  /// No program has asked for it: who gives it back only says that he is there.
  private static final String NO_ENVIRONMENT = "";

  private static final int OK = 200;

  private static final Duration PAUSE = Duration.ofMillis(250);

  /// 15 s of an agent that is not there; one that dies in the middle of its work is asked anew.
  private static final int ATTEMPTS = 60;

  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final NodePeers peers;
  private final String source;
  private final Map<String, Integer> inUse = new HashMap<>();
  private final Executor later =
      CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  private @Nullable HttpClient client;

  /// @param incarnation of this raylet: an agent takes back what one of another incarnation held
  AgentEnvironments(NodePeers peers, String incarnation) {
    this.peers = peers;
    this.source = WHO + incarnation;
  }

  @Override
  public CompletableFuture<Made> make(String environment) {
    return ask(MAKE, wish(environment), ATTEMPTS)
        .thenApply(AgentEnvironments::made)
        .thenApply(
            made -> {
              if (made instanceof Ready) {
                count(environment, 1);
              }
              return made;
            })
        .exceptionally(
            failure ->
                new NotMade(
                    "the runtime env agent of this node does not answer (%s). nodectl logs of the"
                            .formatted(cause(failure))
                        + " runtime-env-agent tells why"));
  }

  private byte[] wish(String environment) {
    return GetOrCreateRuntimeEnvRequest.newBuilder()
        .setSerializedRuntimeEnv(environment)
        .setRuntimeEnvConfig(RuntimeEnvConfig.getDefaultInstance())
        .setJobId(ByteString.EMPTY)
        .setSourceProcess(source)
        .build()
        .toByteArray();
  }

  /// There is another agent: it is asked for all that is in use.
  void askAgain() {
    Map<String, Integer> lost;
    synchronized (inUse) {
      lost = Map.copyOf(inUse);
    }
    lost.forEach(
        (environment, count) -> {
          for (int i = 0; i < count; i++) {
            tell(MAKE, wish(environment), ATTEMPTS);
          }
        });
  }

  private void count(String environment, int more) {
    synchronized (inUse) {
      inUse.merge(environment, more, Integer::sum);
      inUse.remove(environment, 0);
    }
  }

  private static Made made(HttpResponse<byte[]> answer) {
    if (answer.statusCode() != OK) {
      return new NotMade(
          "the runtime env agent of this node refused the request (HTTP %d)"
              .formatted(answer.statusCode()));
    }
    try {
      var reply = GetOrCreateRuntimeEnvReply.parseFrom(answer.body());
      if (reply.getStatus() != AgentRpcStatus.AGENT_RPC_STATUS_OK) {
        return new NotMade(reply.getErrorMessage());
      }
      String context = reply.getSerializedRuntimeEnvContext();
      return new Ready(context.isEmpty() ? "{}" : context);
    } catch (InvalidProtocolBufferException e) {
      return new NotMade("the runtime env agent gave an answer that cannot be read");
    }
  }

  @Override
  public void drop(String environment) {
    count(environment, -1);
    tell(DROP, end(environment), 1);
  }

  /// Whatever this raylet says to the agent ends what those before it held. One that has nothing to
  /// ask for has to say something, too.
  @Override
  public void succeed() {
    tell(DROP, end(NO_ENVIRONMENT), ATTEMPTS);
  }

  private byte[] end(String environment) {
    return DeleteRuntimeEnvIfPossibleRequest.newBuilder()
        .setSerializedRuntimeEnv(environment)
        .setSourceProcess(source)
        .build()
        .toByteArray();
  }

  private void tell(String path, byte[] body, int attempts) {
    var _ =
        ask(path, body, attempts)
            .exceptionally(
                failure -> {
                  LoggerFactory.getLogger(AgentEnvironments.class)
                      .info("the agent was not told {}: {}", path, cause(failure));
                  return null;
                });
  }

  private CompletableFuture<HttpResponse<byte[]>> ask(String path, byte[] body, int attempts) {
    return send(path, body)
        .exceptionallyCompose(
            failure ->
                attempts <= 1 || !(cause(failure) instanceof IOException)
                    ? CompletableFuture.failedFuture(failure)
                    : CompletableFuture.supplyAsync(() -> path, later)
                        .thenCompose(_ -> ask(path, body, attempts - 1)));
  }

  private CompletableFuture<HttpResponse<byte[]>> send(String path, byte[] body) {
    Optional<Endpoint> agent = peers.agent();
    if (agent.isEmpty()) {
      return CompletableFuture.failedFuture(
          new IOException("this node has none, or it is not known where it is"));
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + agent.get() + path))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    peers
        .access()
        .flatMap(access -> access.token().map(AuthToken::value))
        .ifPresent(token -> request.header("Authorization", "Bearer " + token));
    return client().sendAsync(request.build(), BodyHandlers.ofByteArray());
  }

  private synchronized HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(CONNECT)
              .executor(Thread::startVirtualThread)
              .build();
      client = made;
    }
    return made;
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
