package io.nodectl.raylet.workers;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.grpc.ManagedChannel;
import io.nodectl.handshake.Endpoint;
import io.nodectl.messages.raylet.LogStream;
import io.nodectl.messages.raylet.LogsReply;
import io.nodectl.messages.raylet.LogsRequest;
import io.nodectl.messages.raylet.WatchReply;
import io.nodectl.messages.raylet.WatchRequest;
import io.nodectl.messages.raylet.WorkerInfo;
import io.nodectl.messages.raylet.WorkerState;
import io.nodectl.messages.raylet.WorkersGrpc;
import io.nodectl.raylet.resources.ResourceWishes;
import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.BindFailed;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.RpcServer;
import io.nodectl.rpc.Tls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A raylet's workers behind a port of their own: four processors, two GPUs.
final class OfficeUnderTest implements AutoCloseable {
  static final String NODE_ID = "ab".repeat(28);
  static final String TOKEN = "the-cluster's-token";
  private static final long HANGS_AFTER_S = 30;

  private final RpcServer server;
  private final WorkerOffice office;
  private final List<ManagedChannel> channels = new ArrayList<>();

  private OfficeUnderTest(RpcServer server, WorkerOffice office) {
    this.server = server;
    this.office = office;
  }

  static OfficeUnderTest open(Path session) throws BindFailed {
    Guard guard = Guard.closedBut("nodectl.raylet.Workers/Context");
    guard.demand(AuthToken.of(TOKEN));
    var found = new ResourceWishes.Found(4, 1L << 30, Map.of("GPU", List.of("0", "1")));
    var office =
        new WorkerOffice(
            new WorkerOffice.Premises(
                NODE_ID,
                "127.0.0.1",
                guard,
                Tls.off(),
                ResourceWishes.NONE.of(found, Map.of(), Map.of()),
                Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "SECRET", TOKEN),
                session,
                _ -> {}));
    RpcServer server =
        RpcServer.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .guard(guard)
            .handlers(RpcServer.Handlers.NEVER_BLOCK)
            .lateService("nodectl.raylet.Workers", office::service)
            .start();
    office.listensAt(Endpoint.of(server.address()));
    office.peers().gcsAt(new Endpoint("10.0.0.9", 6379));
    return new OfficeUnderTest(server, office);
  }

  WorkersGrpc.WorkersBlockingStub stub() {
    return stubWith(TOKEN);
  }

  WorkersGrpc.WorkersBlockingStub stubWith(String token) {
    return WorkersGrpc.newBlockingStub(channelWith(token))
        .withDeadlineAfter(HANGS_AFTER_S, TimeUnit.SECONDS);
  }

  ManagedChannel channelWith(String token) {
    ManagedChannel channel =
        Channels.open(
            "127.0.0.1",
            server.address().getPort(),
            ChannelOptions.plain().with(AuthToken.of(token)));
    channels.add(channel);
    return channel;
  }

  WorkerInfo awaitState(WorkerInfo worker, WorkerState state) {
    return await(worker, info -> info.getState() == state);
  }

  WorkerInfo awaitEnd(WorkerInfo worker) {
    return await(worker, info -> EndWatcher.isFinal(info.getState()));
  }

  private WorkerInfo await(WorkerInfo worker, Predicate<WorkerInfo> wanted) {
    Iterator<WatchReply> news =
        stub().watch(WatchRequest.newBuilder().setWorkerId(worker.getWorkerId()).build());
    Optional<WorkerInfo> last = Optional.empty();
    while (news.hasNext()) {
      WatchReply reply = news.next();
      if (reply.hasWorker()) {
        last = Optional.of(reply.getWorker());
        if (wanted.test(reply.getWorker())) {
          return reply.getWorker();
        }
      }
    }
    return fail("it never came to that; the last was " + last);
  }

  /// What it has printed on standard output.
  String logs(LogsRequest.Builder request, WorkerInfo worker) {
    Iterator<LogsReply> pieces =
        stub()
            .logs(
                request
                    .setWorkerId(worker.getWorkerId())
                    .setStream(LogStream.STDOUT)
                    .setFollow(true)
                    .build());
    var text = new StringBuilder();
    while (pieces.hasNext()) {
      text.append(pieces.next().getData().toString(StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  /// What it has printed on standard output once it ends like this.
  String awaitLog(WorkerInfo worker, String end) {
    Iterator<LogsReply> pieces =
        stub()
            .logs(
                LogsRequest.newBuilder()
                    .setWorkerId(worker.getWorkerId())
                    .setStream(LogStream.STDOUT)
                    .setFollow(true)
                    .build());
    var text = new StringBuilder();
    while (!text.toString().endsWith(end)) {
      assertTrue(pieces.hasNext(), () -> "the log ends: " + text);
      text.append(pieces.next().getData().toString(StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    office.stop(Duration.ofSeconds(2), false);
    server.close();
  }
}
