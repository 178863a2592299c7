package io.nodectl.runtimeenv;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets well-formed requests of known callers through to the API. The caller is checked first: who
/// has no token learns nothing of what is here.
final class HttpFront implements HttpHandler {
  /// In bytes. No program can be started with a larger environment (execve(2): a quarter of the
  /// stack limit of 8 MiB), and files travel by other ways.
  static final int MAX_BODY = 2 * 1024 * 1024;

  /// The one path that is only read.
  private static final String METRICS = "/metrics";

  private final Access access;
  private final Supplier<Parts> parts;

  private interface Call {
    Reply answer(Parts parts, byte[] body) throws IOException, InterruptedException;
  }

  private static final Map<String, Call> CALLS =
      Map.of(
          "/get_or_create_runtime_env",
          (parts, body) -> parts.ray().getOrCreate(body),
          "/delete_runtime_env_if_possible",
          (parts, body) -> parts.ray().deleteIfPossible(body),
          "/get_runtime_envs_info",
          (parts, body) -> parts.ray().info(body),
          "/nodectl/progress",
          (parts, body) -> parts.own().progress(body),
          "/nodectl/cache",
          (parts, body) -> parts.own().cache(body),
          "/nodectl/gc",
          (parts, body) -> parts.own().collectGarbage(body),
          METRICS,
          (parts, body) -> parts.own().metrics(body));

  /// @param parts what answers, made for the first request that is let through
  HttpFront(Access access, Supplier<Parts> parts) {
    this.access = access;
    this.parts = parts;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply = reply(exchange);
      exchange.getResponseHeaders().set("Content-Type", reply.contentType());
      exchange.sendResponseHeaders(reply.status(), reply.body().length);
      exchange.getResponseBody().write(reply.body());
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    return switch (access.decide(authorization(exchange.getRequestHeaders()))) {
      case ALLOWED -> route(exchange);
      case MISSING ->
          Reply.refusal(
              401,
              "No token. Send the header \"Authorization: Bearer TOKEN\" with that of the cluster.");
      case WRONG -> Reply.refusal(403, "The token is not that of this cluster.");
      case NOT_YET -> Reply.refusal(503, "Starting: the token is not known yet. Try again.");
    };
  }

  private Reply route(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Call call = CALLS.get(path);
    if (call == null) {
      return Reply.refusal(404, "There is no such path here.");
    }
    String method = path.equals(METRICS) ? "GET" : "POST";
    if (!exchange.getRequestMethod().equals(method)) {
      exchange.getResponseHeaders().set("Allow", method);
      return Reply.refusal(405, "Only " + method + " is understood here.");
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      // Without it the server would read the rest of the body, however much there is.
      exchange.getResponseHeaders().set("Connection", "close");
      return Reply.refusal(413, "The body is longer than " + MAX_BODY + " bytes.");
    }
    return answer(call, body);
  }

  // A defect in a call must be answered, or the caller waits for its time limit.
  private Reply answer(Call call, byte[] body) {
    try {
      return call.answer(parts.get(), body);
    } catch (InvalidProtocolBufferException e) {
      return Reply.refusal(400, "The body is not the message of this path: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Reply.refusal(503, "The runtime env agent ends. Try again when it is back.");
    } catch (IOException | RuntimeException e) {
      Log.LOGGER.error("A request failed", e);
      return Reply.refusal(
          500, "A defect of runtime-env-agent, or of its disk; its log says more.");
    }
  }

  private static @Nullable String authorization(Headers headers) {
    String standard = headers.getFirst("Authorization");
    return standard == null ? headers.getFirst("X-Ray-Authorization") : standard;
  }

  /// Loads the logging library only when there is something to say.
  private static final class Log {
    private static final Logger LOGGER = LoggerFactory.getLogger(HttpFront.class);
  }
}
