package io.nodectl.gcs.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.nodectl.gcs.LoopbackGcs;
import io.nodectl.gcs.storage.Store;
import io.nodectl.gcs.storage.TestStores;
import io.nodectl.messages.ray.GetClusterIdReply;
import io.nodectl.messages.ray.GetClusterIdRequest;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GcsMetricsTest {

  private static final String METHOD = "{method=\"ray.rpc.NodeInfoGcsService/GetClusterId\"} ";

  private final AtomicLong now = new AtomicLong();
  private final RpcMetrics calls = new RpcMetrics(now::get);
  private final StoreMetrics answers = new StoreMetrics();

  @Test
  void each_duration_is_counted_in_its_bucket() {
    var durations = new Durations();
    durations.add(0);
    durations.add(100_000);
    durations.add(100_001);
    durations.add(Long.MAX_VALUE / 2);
    long[] counts = durations.counts();
    assertArrayEquals(new long[] {2, 1}, Arrays.copyOf(counts, 2));
    assertEquals(1, counts[counts.length - 1]);
    assertEquals(counts.length, Durations.endsInSeconds().length);
  }

  @Test
  void the_page_shows_calls_and_what_they_wait_for_and_nothing_else_is_there() throws Exception {
    try (Store store = TestStores.inMemory();
        MetricsPage page = MetricsPage.on(LoopbackGcs.ANY_PORT);
        HttpClient client = HttpClient.newHttpClient()) {
      store.measureWith(answers);
      ServerCall.Listener<GetClusterIdRequest> call = begin(new FinishedCall(), store);
      call.onHalfClose();
      begin(new FinishedCall(), store).onCancel();
      page.serve(
          new GcsMetrics(
              calls,
              answers,
              List.of(
                  Reading.gauge("nodectl_gcs_calls", "Open calls", () -> 3),
                  Reading.count("nodectl_gcs_published", "Publications", () -> 4))));
      String text = get(client, page, "/metrics").body();
      assertTrue(text.contains("nodectl_gcs_rpc_seconds_count" + METHOD + "2"), text);
      assertTrue(text.contains("nodectl_gcs_rpc_failures_total" + METHOD + "1"), text);
      assertTrue(text.contains("nodectl_gcs_rpc_queue_seconds_count" + METHOD + "1"), text);
      assertTrue(text.contains("nodectl_gcs_store_seconds_count 1"), text);
      assertTrue(text.contains("nodectl_gcs_calls 3"), text);
      assertTrue(text.contains("nodectl_gcs_published_total 4"), text);
      assertTrue(text.contains("nodectl_gcs_store_queue_seconds_bucket{le=\"+Inf\"} 1"), text);
      assertEquals(404, get(client, page, "/metrics/secret").statusCode());
    }
  }

  /// Who hangs up after his answer has got it all the same.
  @Test
  void a_call_is_counted_once() {
    try (Store store = TestStores.inMemory()) {
      ServerCall.Listener<GetClusterIdRequest> call = begin(new FinishedCall(), store);
      call.onHalfClose();
      call.onCancel();
      RpcMetrics.Method method = calls.methods().values().iterator().next();
      assertEquals(1, Arrays.stream(method.durations.counts()).sum());
      assertEquals(0, method.failures.sum());
    }
  }

  private ServerCall.Listener<GetClusterIdRequest> begin(FinishedCall call, Store store) {
    return calls.interceptCall(
        call,
        new Metadata(),
        (measured, _) ->
            new ServerCall.Listener<>() {
              @Override
              public void onHalfClose() {
                assertEquals(1, store.ask(_ -> 1).join());
                measured.close(Status.OK, new Metadata());
              }
            });
  }

  private static HttpResponse<String> get(HttpClient client, MetricsPage page, String path)
      throws Exception {
    URI at = URI.create("http://127.0.0.1:%d%s".formatted(page.address().getPort(), path));
    return client.send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString());
  }

  /// A call to nobody.
  private static final class FinishedCall
      extends ServerCall<GetClusterIdRequest, GetClusterIdReply> {
    @Override
    public void request(int numMessages) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(GetClusterIdReply message) {}

    @Override
    public void close(Status status, Metadata trailers) {}

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public MethodDescriptor<GetClusterIdRequest, GetClusterIdReply> getMethodDescriptor() {
      return NodeInfoGcsServiceGrpc.getGetClusterIdMethod();
    }
  }
}
