package io.nodectl.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodectl.messages.ray.DeleteRuntimeEnvIfPossibleReply;
import io.nodectl.messages.ray.DeleteRuntimeEnvIfPossibleRequest;
import io.nodectl.messages.ray.GetOrCreateRuntimeEnvReply;
import io.nodectl.messages.ray.GetOrCreateRuntimeEnvRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/// A client of a runtime env agent.
///
/// @param at `HOST:PORT`
/// @param token empty if it lets everybody in
record AgentLink(HttpClient http, String at, String token) implements AutoCloseable {
  /// One of a head, with its token.
  ///
  /// @param head its status object
  static AgentLink of(JsonNode head) {
    try {
      Path token = Path.of(head.path("auth").path("token_path").asString());
      return to(Json.port(head, "runtime-env-agent", "http"), Files.readString(token).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static AgentLink to(int port, String token) {
    return new AgentLink(HttpClient.newHttpClient(), "127.0.0.1:" + port, token);
  }

  GetOrCreateRuntimeEnvReply create(String runtimeEnv) {
    return begin(runtimeEnv).join();
  }

  /// Begins to make an environment.
  CompletableFuture<GetOrCreateRuntimeEnvReply> begin(String runtimeEnv) {
    byte[] body =
        GetOrCreateRuntimeEnvRequest.newBuilder()
            .setSerializedRuntimeEnv(runtimeEnv)
            .setSourceProcess("raylet")
            .build()
            .toByteArray();
    return http.sendAsync(request("/get_or_create_runtime_env", body), BodyHandlers.ofByteArray())
        .thenApply(
            response -> {
              try {
                return GetOrCreateRuntimeEnvReply.parseFrom(response.body());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  DeleteRuntimeEnvIfPossibleReply delete(String runtimeEnv) {
    byte[] body =
        DeleteRuntimeEnvIfPossibleRequest.newBuilder()
            .setSerializedRuntimeEnv(runtimeEnv)
            .setSourceProcess("raylet")
            .build()
            .toByteArray();
    try {
      return DeleteRuntimeEnvIfPossibleReply.parseFrom(
          http.sendAsync(
                  request("/delete_runtime_env_if_possible", body), BodyHandlers.ofByteArray())
              .join()
              .body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asks one of the agent's own paths, which answer with JSON.
  JsonNode ask(String path, String question) {
    return Json.parse(
        http.sendAsync(request(path, question.getBytes(UTF_8)), BodyHandlers.ofString())
            .join()
            .body());
  }

  private HttpRequest request(String path, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + at + path))
            .POST(BodyPublishers.ofByteArray(body));
    return (token.isEmpty() ? request : request.header("Authorization", "Bearer " + token)).build();
  }

  @Override
  public void close() {
    http.close();
  }
}
