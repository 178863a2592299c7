package io.nodectl.runtimeenv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.Json;
import io.nodectl.runtimeenv.shelf.Shelf;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What Ray's agent does not tell, as JSON: how the making of an environment goes, what lies on the
/// shelves; and figures in Prometheus' text format.
///
/// @param environments those of this node
/// @param shelves what was built for them
record OwnApi(RuntimeEnvs environments, Shelves shelves) {
  /// `{"runtime_env": TEXT, "from": N}` is answered by `{"known": B, "step": TEXT, "next": N,
  /// "lines": [..]}` with the lines from the Nth on.
  Reply progress(byte[] body) {
    try {
      ObjectNode question = Json.object(new String(body, UTF_8), "the question");
      Optional<BuildLog.News> news =
          environments.progress(
              Json.text(question.path("runtime_env"), "runtime_env"),
              question.path("from").asLong(0));
      return Reply.json(Json.text(answer(news)));
    } catch (InvalidEnvironment e) {
      return Reply.refusal(400, e.getMessage());
    }
  }

  private static ObjectNode answer(Optional<BuildLog.News> news) {
    ObjectNode answer = Json.object().put("known", news.isPresent());
    news.ifPresent(
        known -> {
          answer.put("step", known.step()).put("next", known.next());
          ArrayNode lines = answer.putArray("lines");
          known.lines().forEach(lines::add);
        });
    return answer;
  }

  /// `{"bytes": N, "things": [{"field", "uri", "references", "bytes"}]}`.
  Reply cache(byte[] body) {
    ObjectNode answer = Json.object();
    ArrayNode things = answer.putArray("things");
    long bytes = 0;
    for (Map.Entry<String, Shelf> shelf : shelves.all().entrySet()) {
      bytes += shelf.getValue().totalBytes();
      for (Shelf.Resident resident : shelf.getValue().residents()) {
        things
            .addObject()
            .put("field", shelf.getKey())
            .put("uri", resident.uri())
            .put("references", resident.references())
            .put("bytes", resident.bytes());
      }
    }
    return Reply.json(Json.text(answer.put("bytes", bytes)));
  }

  /// Removes what nobody uses: `{"freed_bytes": N}`.
  Reply collectGarbage(byte[] body) {
    return Reply.json(Json.text(Json.object().put("freed_bytes", shelves.removeUnused())));
  }

  /// Figures since the start of this process, and of now.
  Reply metrics(byte[] body) {
    StringBuilder text = new StringBuilder();
    RuntimeEnvs.Counts counts = environments.counts();
    head(text, "requests_total", "counter");
    figure(text, "requests_total", "result=\"created\"", counts.created());
    figure(text, "requests_total", "result=\"failed\"", counts.failed());
    figure(text, "requests_total", "result=\"cached\"", counts.cached());
    head(text, "environments", "gauge");
    text.append("nodectl_runtime_env_environments ").append(environments.size()).append('\n');
    head(text, "things_total", "counter");
    shelves
        .all()
        .forEach(
            (field, shelf) -> {
              Shelf.Counts things = shelf.counts();
              String label = "field=\"" + field + "\",event=";
              figure(text, "things_total", label + "\"built\"", things.built());
              figure(text, "things_total", label + "\"found\"", things.found());
              figure(text, "things_total", label + "\"evicted\"", things.evicted());
            });
    head(text, "cache_bytes", "gauge");
    shelves
        .all()
        .forEach(
            (field, shelf) ->
                figure(text, "cache_bytes", "field=\"" + field + "\"", shelf.totalBytes()));
    return new Reply(
        200, "text/plain; version=0.0.4; charset=utf-8", text.toString().getBytes(UTF_8));
  }

  private static void head(StringBuilder text, String name, String type) {
    text.append("# TYPE nodectl_runtime_env_%s %s\n".formatted(name, type));
  }

  private static void figure(StringBuilder text, String name, String labels, long value) {
    text.append("nodectl_runtime_env_%s{%s} %d\n".formatted(name, labels, value));
  }
}
