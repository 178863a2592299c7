package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.NodeName;
import io.nodectl.node.ProblemException;
import io.nodectl.program.RedisFlags;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `nodectl gcs`
final class GcsCommand implements Task {
  private static final List<String> ACTIONS = List.of("backup", "restore", "inspect");

  private final PositionalParamSpec action =
      PositionalParamSpec.builder()
          .index("0")
          .required(true)
          .paramLabel(String.join("|", ACTIONS))
          .type(String.class)
          .completionCandidates(ACTIONS)
          .description("What to do.")
          .build();

  private final PositionalParamSpec object =
      PositionalParamSpec.builder()
          .index("1")
          .arity("0..1")
          .paramLabel("FILE|TABLE")
          .type(String.class)
          .description("The backup; with inspect, the table whose rows to show.")
          .build();

  private final AskOptions ask = new AskOptions();
  private final RedisFlags redis = new RedisFlags();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Copies what a head keeps of its cluster, puts a copy back, and looks into it.",
        "backup: of a head that runs, as of one moment, into a file that is not there yet. The file",
        "holds all that the cluster holds: keep it as safe as the cluster itself.",
        "restore: for a head of this host (default: head) that does not run. What it kept is moved",
        "aside. With --redis-address: into a namespace that is empty.",
        "inspect: the tables and their sizes, or the rows of one. Of values that may be secret only",
        "the size is shown: (17).");
    Manual.examples(
        spec,
        "nodectl gcs backup cluster.db",
        "nodectl gcs restore cluster.db --name head",
        "nodectl gcs inspect",
        "nodectl gcs inspect actors --format json | jq -r '.list[].value'");
    spec.addPositional(action);
    spec.addPositional(object);
    ask.addForListTo(spec);
    redis.flags().forEach(flag -> flag.addTo(spec));
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    String word = action.getValue();
    if (!word.equals("inspect")) {
      ask.refuseWatch(word);
    }
    return switch (word) {
      case "backup" -> {
        Path file = file(word);
        yield ask.run(outside, gcs -> told("file", file, new StoreBackup(file).take(gcs)));
      }
      case "restore" -> {
        ask.refuseAddress(word);
        NodeName node = ask.node().orElseGet(() -> new NodeName("head"));
        var restore = new StoreRestore(outside, node, redis);
        String done = restore.from(file(word));
        if (ask.isJson()) {
          OutputOptions.printJson(
              JsonNodeFactory.instance.objectNode().put("done", done), outside.out());
        } else {
          outside.out().println(done);
        }
        yield ExitCode.DONE.number();
      }
      case "inspect" -> ask.run(outside, gcs -> StoreInspection.ask(gcs, object(), ask.limit()));
      default ->
          throw new InvalidInput("'%s' is none of %s".formatted(word, String.join(", ", ACTIONS)));
    };
  }

  private static Listing told(String key, Path file, long bytes) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(key, file.toString()).put("bytes", bytes);
    return new Listing(json, List.of("%s has %d bytes".formatted(file, bytes)));
  }

  private Optional<String> object() {
    @Nullable String typed = object.getValue();
    return Optional.ofNullable(typed);
  }

  private Path file(String word) {
    return object()
        .map(text -> Values.path(text).toAbsolutePath())
        .orElseThrow(() -> new InvalidInput("'%s' needs a FILE".formatted(word)));
  }
}
