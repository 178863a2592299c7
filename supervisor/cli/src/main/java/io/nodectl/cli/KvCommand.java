package io.nodectl.cli;

import com.google.protobuf.ByteString;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.ProblemException;
import io.nodectl.program.Flag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `nodectl kv`
final class KvCommand implements Task {
  private static final List<String> ACTIONS = List.of("list", "get", "put", "del");

  private final PositionalParamSpec action =
      word("0", String.join("|", ACTIONS), "What to do.").required(true).build();

  private final PositionalParamSpec key =
      word("1", "KEY", "The key; with list, what the keys are to begin with.").build();

  private final PositionalParamSpec value = word("2", "VALUE", "The value to put.").build();

  private final Flag<String> namespace =
      Flag.of("--namespace", Flag.Value.called("TEXT"), "The namespace (default: the empty one).");

  private final Flag<Boolean> base64 =
      Flag.of("--base64", "VALUE is Base64, and so is the value that get prints.");

  private final Flag<Boolean> keyBase64 = Flag.of("--key-base64", "KEY is Base64.");

  private final Flag<Path> file =
      Flag.of(
          "--file", Flag.Value.called("FILE"), Values::path, "With put: the value is what it has.");

  private final Flag<Boolean> keep =
      Flag.of("--no-overwrite", "With put: leave the value of a key that is there.");

  private final Flag<Boolean> prefix =
      Flag.of("--prefix", "With del: all keys that begin with KEY.");

  private final Flag<Boolean> yes =
      Flag.of("--yes", "With del --prefix: delete them, however many they are.");

  private final AskOptions ask = new AskOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Looks into a cluster's internal key-value store, and changes it. Keys and values are"
            + " bytes;",
        "what is no text is shown as Base64. Ray's programs keep their own keys there, such as",
        "session_name in the namespace session: to change those breaks a running cluster.");
    Manual.examples(
        spec,
        "nodectl kv list --namespace cluster",
        "nodectl kv get CLUSTER_METADATA --namespace cluster",
        "nodectl kv put greeting hello --namespace mine",
        "nodectl kv del greet --prefix --yes --namespace mine");
    spec.addPositional(action);
    spec.addPositional(key);
    spec.addPositional(value);
    List.of(namespace, base64, keyBase64, file, keep, prefix, yes)
        .forEach(flag -> flag.addTo(spec));
    ask.addForListTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    KvAction wanted = wanted();
    ByteString in = ByteString.copyFromUtf8(namespace.value().orElse(""));
    return ask.run(outside, gcs -> wanted.on(new KvStore(gcs, in)));
  }

  private KvAction wanted() throws ProblemException {
    String word = action.getValue();
    return switch (word) {
      case "list" -> new KvAction.KeysOf(typedKey().orElse(ByteString.EMPTY), ask.limit());
      case "get" -> new KvAction.Get(requiredKey(), base64.isGiven());
      case "put" -> {
        ask.refuseWatch(word);
        yield new KvAction.Put(requiredKey(), valueToPut(), keep.isGiven());
      }
      case "del" -> {
        ask.refuseWatch(word);
        yield deletion();
      }
      default ->
          throw new InvalidInput("'%s' is none of %s".formatted(word, String.join(", ", ACTIONS)));
    };
  }

  private KvAction deletion() {
    return prefix.isGiven()
        ? new KvAction.DeleteAll(requiredKey(), yes.isGiven())
        : new KvAction.Delete(requiredKey());
  }

  private ByteString valueToPut() throws ProblemException {
    Optional<ByteString> typed = bytes(value, base64);
    Optional<Path> named = file.value();
    if (typed.isPresent() == named.isPresent()) {
      throw new InvalidInput("give either a VALUE or --file");
    }
    try {
      return named.isPresent()
          ? ByteString.copyFrom(Files.readAllBytes(named.get()))
          : typed.orElseThrow();
    } catch (IOException e) {
      throw Words.problem(
          io.nodectl.handshake.ExitCode.USAGE, "cannot read %s: %s".formatted(named.get(), e));
    }
  }

  private ByteString requiredKey() {
    return typedKey()
        .orElseThrow(
            () -> new InvalidInput("'%s' needs a KEY".formatted(action.<String>getValue())));
  }

  private Optional<ByteString> typedKey() {
    return bytes(key, keyBase64);
  }

  private static Optional<ByteString> bytes(PositionalParamSpec word, Flag<Boolean> encoded) {
    @Nullable String typed = word.getValue();
    return Optional.ofNullable(typed)
        .map(text -> encoded.isGiven() ? KvBytes.fromBase64(text) : ByteString.copyFromUtf8(text));
  }

  private static PositionalParamSpec.Builder word(String index, String label, String description) {
    PositionalParamSpec.Builder word =
        PositionalParamSpec.builder()
            .index(index)
            .paramLabel(label)
            .type(String.class)
            .arity("0..1")
            .description(description);
    return index.equals("0") ? word.arity("1").completionCandidates(ACTIONS) : word;
  }
}
