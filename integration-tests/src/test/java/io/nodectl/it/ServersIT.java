package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Servers as others wrote them, run on a node: their ports, their health and their ends.
class ServersIT {
  private static final List<String> HTTP = List.of("--health", "GET:/");
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

  @RegisterExtension static final Sandbox BOX = new Sandbox();

  @BeforeAll
  static void start_a_head() throws IOException {
    BOX.json("start", "--head").done();
    Files.writeString(
        BOX.file("app.py"),
        """
        async def asgi(scope, receive, send):
            if scope["type"] == "lifespan":
                return
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"asgi"})

        def wsgi(environ, start_response):
            start_response("200 OK", [])
            return [b"wsgi"]
        """);
    Files.writeString(
        BOX.file("slow.py"),
        """
        import http.server, sys, time
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                warm = time.monotonic() - began > 1.5
                self.send_response(200 if warm else 503)
                self.end_headers()
            def log_message(self, *args):
                pass
        began = time.monotonic()
        server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        with open(3, "w") as report:
            report.write("%d\\n" % server.server_port)
        server.serve_forever()
        """);
    Files.writeString(
        BOX.file("deaf.py"),
        """
        import os, socket, sys, time
        s = socket.create_server(("127.0.0.1", 0))
        lines = [str(s.getsockname()[1])] + sys.argv[1:] + [""]
        os.write(3, "\\n".join(lines).encode())
        time.sleep(1000)
        """);
    Files.writeString(
        BOX.file("sharing.py"),
        """
        import os, socket, sys
        s = socket.socket()
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        s.bind(("127.0.0.1", 0))
        s.listen()
        os.write(3, b"%d\\n" % s.getsockname()[1])
        with open(sys.argv[1], "w") as told:
            told.write("%d\\n" % s.getsockname()[1])
        while True:
            s.accept()
        """);
    Files.writeString(
        BOX.file("stranger.py"),
        """
        import select, socket, sys
        port = int(sys.argv[1])
        all = [socket.socket() for _ in range(50)]
        for s in all:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            s.bind(("127.0.0.1", port))
            s.listen()
        while True:
            for s in select.select(all, [], [])[0]:
                c, _ = s.accept()
                if c.recv(4096):
                    c.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n")
                    print("asked", flush=True)
                c.close()
        """);
  }

  @AfterAll
  static void stop() {
    BOX.stopAll();
  }

  private static Running begin(List<String> options, String... command) {
    List<String> all = new ArrayList<>(List.of("run", "--detach", "--format", "json"));
    all.addAll(options);
    all.add("--");
    all.addAll(List.of(command));
    return BOX.begin(all.toArray(String[]::new));
  }

  private static List<String> mode(String mode, String... more) {
    List<String> all = new ArrayList<>(List.of("--port-mode", mode));
    all.addAll(List.of(more));
    all.addAll(HTTP);
    return all;
  }

  private static String app() {
    return BOX.files().toString();
  }

  /// By the name of the test: how each is started.
  private static Map<String, Running> servers() {
    Map<String, Running> servers = new LinkedHashMap<>();
    servers.put(
        "http.server, reserved",
        begin(mode("reserve"), "python3", "-m", "http.server", "{port}", "--bind", "127.0.0.1"));
    servers.put(
        "http.server, probed",
        begin(mode("probe"), "python3", "-m", "http.server", "0", "--bind", "127.0.0.1"));
    servers.put(
        "http.server, heard",
        begin(
            mode("stdout=port ([0-9]+)", "--env", "PYTHONUNBUFFERED=1"),
            "python3",
            "-m",
            "http.server",
            "0",
            "--bind",
            "127.0.0.1"));
    servers.put(
        "uvicorn, reserved",
        begin(mode("reserve"), "uvicorn", "--port", "{port}", "--app-dir", app(), "app:asgi"));
    servers.put(
        "uvicorn, by descriptor",
        begin(mode("listen-fd"), "uvicorn", "--fd", "3", "--app-dir", app(), "app:asgi"));
    servers.put(
        "uvicorn, on a Unix socket",
        begin(mode("uds"), "uvicorn", "--uds", "{uds}", "--app-dir", app(), "app:asgi"));
    servers.put(
        "gunicorn, reserved",
        begin(mode("reserve"), "gunicorn", "-b", "127.0.0.1:{port}", "--chdir", app(), "app:wsgi"));
    servers.put(
        "gunicorn, by descriptor",
        begin(mode("listen-fd"), "gunicorn", "--chdir", app(), "app:wsgi"));
    servers.put(
        "node",
        begin(
            mode("report"),
            "node",
            "-e",
            "require('http').createServer((q, a) => a.end('node')).listen(0, '127.0.0.1',"
                + " function() { require('fs').writeSync(3, this.address().port + '\\n') })"));
    servers.put(
        "jwebserver",
        begin(
            mode("reserve"),
            JAVA.resolve("jwebserver").toString(),
            "-p",
            "{port}",
            "-b",
            "127.0.0.1"));
    servers.put(
        "nginx",
        begin(
            mode("reserve", "--env", "PORT={port}"),
            "sh",
            "-c",
            "mkdir -p logs && printf 'daemon off; pid nginx.pid; error_log stderr; events {}"
                + " http { access_log off; server { listen 127.0.0.1:%s; location / { return 200 ok;"
                + " } } }' $PORT >nginx.conf && exec nginx -p . -c nginx.conf"));
    servers.put(
        "a shell that knows the port of its child",
        begin(
            mode("report"),
            "sh",
            "-c",
            "mkfifo p; python3 -c 'import http.server as h;"
                + " s=h.HTTPServer((\"127.0.0.1\",0),h.SimpleHTTPRequestHandler);"
                + " open(\"p\",\"w\").write(\"%d\\n\"%s.server_port);"
                + " s.serve_forever()' & read PORT <p; echo $PORT >&3; wait"));
    servers.put(
        "redis-server",
        begin(
            List.of("--port-mode", "reserve"),
            "redis-server",
            "--port",
            "{port}",
            "--bind",
            "127.0.0.1",
            "--save",
            ""));
    servers.put("one that warms up", begin(mode("report"), "python3", app() + "/slow.py"));
    return servers;
  }

  @Test
  void servers_of_all_kinds_become_ready_where_they_answer_and_leave_nothing() throws Exception {
    Map<String, Running> running = servers();
    List<JsonNode> workers = new ArrayList<>();
    for (Map.Entry<String, Running> each : running.entrySet()) {
      Outcome outcome = each.getValue().await();
      assertEquals(0, outcome.code(), () -> each.getKey() + ": " + outcome);
      JsonNode worker = outcome.json();
      assertEquals("READY", worker.path("state").asString(), each.getKey());
      assertAnswers(each.getKey(), worker.path("ports").path("main").asString());
      workers.add(worker);
    }
    JsonNode listed = BOX.json("workers").done().json().path("workers");
    assertEquals(workers.size(), listed.size(), listed::toString);
    List<Running> stops =
        workers.stream()
            .map(worker -> BOX.begin("worker", "stop", worker.path("worker_id").asString()))
            .toList();
    stops.forEach(stop -> stop.await().done());
    for (JsonNode worker : workers) {
      assertTrue(!Processes.isAlive(worker.path("pid").asLong()), worker::toString);
    }
    assertEquals(0, BOX.json("workers").done().json().path("workers").size());
  }

  private static void assertAnswers(String name, String address) throws Exception {
    if (address.startsWith("unix:")) {
      assertTrue(Files.exists(Path.of(address.substring("unix:".length()))), name);
    } else if (name.startsWith("redis")) {
      int colon = address.lastIndexOf(':');
      try (Socket socket =
          new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)))) {
        socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
        assertEquals('+', socket.getInputStream().read(), name);
      }
    } else {
      // Its wish for HTTP/2 is more than some servers understand.
      try (HttpClient client =
          HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(URI.create("http://" + address + "/")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), name);
      }
    }
  }

  @Test
  void a_server_that_goes_into_the_background_has_ended_and_is_not_left_there() {
    Path told = BOX.file("daemon");
    Outcome outcome =
        begin(
                mode("report"),
                "python3",
                "-c",
                """
                import os, signal, socket, time
                if os.fork():
                    os._exit(0)
                os.setsid()
                if os.fork():
                    os._exit(0)
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
                with open("%s", "w") as told:
                    told.write("%%d\\n" %% os.getpid())
                s = socket.create_server(("127.0.0.1", 0))
                time.sleep(1000)
                """
                    .formatted(told))
            .await();
    assertEquals(125, outcome.code(), outcome::toString);
    assertEquals("died", outcome.error().path("code").asString(), outcome::toString);
    // It may have been killed before it could say who it is.
    lineOf(told)
        .ifPresent(pid -> assertTrue(!Processes.isAlive(Long.parseLong(pid)), outcome::toString));
  }

  @Test
  void a_server_that_ignores_sigterm_is_killed() {
    Outcome outcome =
        begin(
                List.of("--port-mode", "report"),
                "python3",
                "-c",
                "import os,signal,socket; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
                    + " s=socket.create_server(('127.0.0.1',0));"
                    + " os.write(3,b'%d\\n'%s.getsockname()[1])\nwhile 1: s.accept()")
            .await()
            .done();
    long pid = outcome.json().path("pid").asLong();
    Outcome stopped =
        BOX.json("worker", "stop", outcome.json().path("worker_id").asString(), "--grace", "0.2")
            .done();
    assertTrue(stopped.json().path("forced").asBoolean(), stopped::toString);
    assertEquals(9, stopped.json().path("exit").path("signal").asInt(), stopped::toString);
    assertTrue(!Processes.isAlive(pid));
  }

  @Test
  void a_program_whose_number_somebody_took_is_launched_with_another_one() throws IOException {
    Path told = BOX.file("number");
    Running running =
        begin(
            List.of("--port-mode", "reserve"),
            "sh",
            "-c",
            "if [ $NODECTL_INCARNATION = 1 ]; then echo $0 >%s; exec sleep 1000; fi;"
                    .formatted(told)
                + " exec python3 -m http.server $0 --bind 127.0.0.1",
            "{port}");
    String first = Eventually.found(() -> lineOf(told), "number that is told");
    try (ServerSocket thief = new ServerSocket()) {
      thief.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(first)));
      JsonNode worker = running.await().done().json();
      assertEquals(2, worker.path("incarnation").asInt(), worker::toString);
      assertEquals(0, worker.path("restarts").asInt(), worker::toString);
      assertNotEquals("127.0.0.1:" + first, worker.path("ports").path("main").asString());
      BOX.json("worker", "stop", worker.path("worker_id").asString()).done();
    }
  }

  private static Optional<String> lineOf(Path file) {
    try {
      String text = Files.exists(file) ? Files.readString(file) : "";
      return Optional.of(text.strip()).filter(_ -> text.endsWith("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void what_is_no_port_of_the_program_is_not_believed() throws IOException {
    HttpServer stranger = answering("0");
    try {
      Running foreign =
          begin(mode("report"), "sh", "-c", report("" + stranger.getAddress().getPort()));
      Map<String, Running> bad = new LinkedHashMap<>();
      for (String line : List.of("", "0", "70000", "80\\njunk", "80 81", "eighty")) {
        bad.put(line, begin(mode("report"), "sh", "-c", report(line)));
      }
      bad.put("closed", begin(mode("report"), "sh", "-c", "exec 3>&-; exec sleep 1000"));
      bad.put("junk", begin(mode("report"), "python3", BOX.files() + "/deaf.py", "junk"));
      bad.put("twice", begin(mode("report"), "python3", BOX.files() + "/deaf.py", "80"));
      Running deaf =
          begin(mode("report", "--start-timeout", "2"), "python3", BOX.files() + "/deaf.py");
      Running given =
          begin(List.of("--port-mode", "listen-fd", "--start-timeout", "2"), "sleep", "1000");
      Running early = begin(mode("report"), "sh", "-c", "echo why >&2; exit 7");
      expectError("port-not-held", foreign);
      bad.forEach((_, running) -> expectError("bad-report", running));
      expectError("too-late", deaf);
      expectError("too-late", given);
      Outcome died = early.await();
      assertEquals(125, died.code(), died::toString);
      assertTrue(died.error().path("message").asString().contains("exit code 7"), died::toString);
      assertEquals("why", died.error().path("log_tail").path(0).asString(), died::toString);
    } finally {
      stranger.stop(0);
    }
  }

  @Test
  void an_answer_of_another_process_makes_nobody_ready() throws IOException {
    Path held = BOX.file("held");
    Path shared = BOX.file("shared");
    Running silent =
        BOX.begin(
            "run",
            "--format=json",
            "--port-mode=reserve",
            "--health=GET:/",
            "--",
            "sh",
            "-c",
            "echo $0 >%s; exec sleep 1000".formatted(held),
            "{port}");
    Running sharing =
        begin(
            mode("report", "--start-timeout", "3"),
            "python3",
            app() + "/sharing.py",
            shared.toString());
    HttpServer taker = answering(Eventually.found(() -> lineOf(held), "number that is held"));
    try {
      // It listens on the same number, by far more often, and answers as a healthy server does.
      String number = Eventually.found(() -> lineOf(shared), "number that is reported");
      Running stranger = BOX.begin(List.of("python3", app() + "/stranger.py", number), Map.of());
      expectError("port-not-held", silent);
      expectError("too-late", sharing);
      assertTrue(stranger.stdoutSoFar().contains("asked"), stranger::stderrSoFar);
      stranger.kill();
    } finally {
      taker.stop(0);
    }
  }

  /// A server of this process.
  private static HttpServer answering(String port) throws IOException {
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String report(String line) {
    return "printf '" + line + "\\n' >&3; exec sleep 1000";
  }

  private static void expectError(String word, Running running) {
    Outcome outcome = running.await();
    assertEquals(125, outcome.code(), outcome::toString);
    assertEquals(word, outcome.error().path("code").asString(), outcome::toString);
  }
}
