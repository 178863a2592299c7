package io.nodectl.raylet.workers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nodectl.handshake.Endpoint;
import io.nodectl.messages.ray.AgentRpcStatus;
import io.nodectl.messages.ray.DeleteRuntimeEnvIfPossibleRequest;
import io.nodectl.messages.ray.GetOrCreateRuntimeEnvReply;
import io.nodectl.messages.ray.GetOrCreateRuntimeEnvRequest;
import io.nodectl.rpc.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a raylet asks the agents of its node for.
class AgentEnvironmentsTest {
  private static final String GOOD = "{\"env_vars\":{\"A\":\"1\"}}";
  private static final String BAD = "{\"pip\":[\"no-such\"]}";
  private static final long HANGS_AFTER_S = 30;

  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private final NodePeers peers = new NodePeers(Tls.off());
  private final AgentEnvironments environments = new AgentEnvironments(peers, "7");
  private HttpServer agent;

  @BeforeEach
  void start_an_agent() throws IOException {
    agent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    agent.createContext("/get_or_create_runtime_env", this::make);
    agent.createContext("/delete_runtime_env_if_possible", this::drop);
    agent.start();
    peers.whenAgentIsWired(environments::askAgain);
    wire();
  }

  @AfterEach
  void stop_it() {
    agent.stop(0);
    peers.close();
  }

  @Test
  void it_says_of_which_raylet_the_wish_is() throws Exception {
    assertEquals(new Environments.Ready("{}"), made(GOOD));
    environments.drop(GOOD);
    expect("make raylet:7 " + GOOD);
    expect("drop raylet:7 " + GOOD);
  }

  @Test
  void a_raylet_without_wishes_says_too_that_it_is_there() throws Exception {
    environments.succeed();
    expect("drop raylet:7 ");
    wire();
    // Nothing is in use because of it: whatever came of it before this would be there by now.
    made(GOOD);
    expect("make raylet:7 " + GOOD);
  }

  @Test
  void a_new_agent_is_asked_for_what_is_in_use_and_for_nothing_else() throws Exception {
    made(GOOD);
    made(GOOD);
    made(GOOD);
    environments.drop(GOOD);
    assertInstanceOf(Environments.NotMade.class, made(BAD));
    made("{}");
    environments.drop("{}");
    for (int i = 0; i < 7; i++) {
      asked.poll(HANGS_AFTER_S, TimeUnit.SECONDS);
    }
    wire();
    expect("make raylet:7 " + GOOD);
    expect("make raylet:7 " + GOOD);
    // Whatever came of it before this would be there by now.
    made("{\"last\":1}");
    expect("make raylet:7 {\"last\":1}");
  }

  private void wire() {
    peers.agentAt(Optional.of(new Endpoint("127.0.0.1", agent.getAddress().getPort())));
  }

  private Environments.Made made(String environment) throws Exception {
    return environments.make(environment).get(HANGS_AFTER_S, TimeUnit.SECONDS);
  }

  private void expect(String request) throws InterruptedException {
    assertEquals(request, asked.poll(HANGS_AFTER_S, TimeUnit.SECONDS));
  }

  private void make(HttpExchange exchange) throws IOException {
    var wish = GetOrCreateRuntimeEnvRequest.parseFrom(exchange.getRequestBody());
    asked.add("make " + wish.getSourceProcess() + " " + wish.getSerializedRuntimeEnv());
    boolean good = !wish.getSerializedRuntimeEnv().equals(BAD);
    answer(
        exchange,
        GetOrCreateRuntimeEnvReply.newBuilder()
            .setStatus(
                good ? AgentRpcStatus.AGENT_RPC_STATUS_OK : AgentRpcStatus.AGENT_RPC_STATUS_FAILED)
            .build()
            .toByteArray());
  }

  private void drop(HttpExchange exchange) throws IOException {
    var wish = DeleteRuntimeEnvIfPossibleRequest.parseFrom(exchange.getRequestBody());
    asked.add("drop " + wish.getSourceProcess() + " " + wish.getSerializedRuntimeEnv());
    answer(exchange, new byte[0]);
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
