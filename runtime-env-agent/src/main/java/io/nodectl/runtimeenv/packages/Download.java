package io.nodectl.runtimeenv.packages;

import io.nodectl.environment.plugin.SetupFailed;
import io.nodectl.environment.plugin.TimeLimit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/// Fetches a package over HTTP.
final class Download {
  private static final int OK = 200;

  private Download() {}

  static void fetch(URI from, Path file, TimeLimit limit)
      throws SetupFailed, IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(from);
    limit.left().ifPresent(request::timeout);
    try (HttpClient client =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
      HttpResponse<Path> response = client.send(request.build(), BodyHandlers.ofFile(file));
      if (response.statusCode() != OK) {
        throw SetupFailed.forNow(
            "%s cannot be fetched: the server says %d".formatted(from, response.statusCode()));
      }
    } catch (IOException e) {
      throw SetupFailed.forNow("%s cannot be fetched: %s".formatted(from, e));
    }
  }
}
