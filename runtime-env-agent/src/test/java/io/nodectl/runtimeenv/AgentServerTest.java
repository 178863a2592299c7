package io.nodectl.runtimeenv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AgentServerTest {
  @Test
  void a_request_that_runs_is_answered_before_the_server_is_gone() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (AgentServer server =
            AgentServer.start(
                anywhere,
                exchange -> {
                  running.countDown();
                  await(goOn);
                  exchange.sendResponseHeaders(204, -1);
                  exchange.close();
                });
        HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + server.address().getPort());
      CompletableFuture<HttpResponse<Void>> answer =
          client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
      running.await();
      Thread stopping = Thread.ofVirtual().start(() -> server.stop(Duration.ofSeconds(25)));
      goOn.countDown();
      assertEquals(204, answer.get().statusCode());
      stopping.join();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
