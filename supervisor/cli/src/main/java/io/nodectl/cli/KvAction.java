package io.nodectl.cli;

import com.google.protobuf.ByteString;
import io.nodectl.handshake.ExitCode;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.ProblemException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What is done with a namespace of the internal key-value store, and what is told of it.
sealed interface KvAction {
  /// Does it.
  ///
  /// @throws ProblemException if it is not done
  Listing on(KvStore store) throws ProblemException;

  /// Lists keys.
  ///
  /// @param limit how many at most
  record KeysOf(ByteString prefix, long limit) implements KvAction {
    @Override
    public Listing on(KvStore store) throws ProblemException {
      List<ByteString> all = store.keys(prefix);
      ArrayNode json = JsonNodeFactory.instance.arrayNode();
      Table table = new Table("KEY");
      all.stream()
          .limit(limit)
          .forEach(
              key -> {
                KvBytes.put(json.addObject(), "key", key);
                table.row(KvBytes.shown(key));
              });
      return Listing.of(json, table, all.size());
    }
  }

  /// Prints a value.
  record Get(ByteString key, boolean base64) implements KvAction {
    @Override
    public Listing on(KvStore store) throws ProblemException {
      ByteString value = store.get(key).orElseThrow(() -> none(key, store));
      ObjectNode json = of(key, store);
      boolean text = KvBytes.isText(value) && !base64;
      if (text) {
        json.put("value", value.toStringUtf8());
      } else {
        json.put("value_base64", KvBytes.base64(value));
      }
      return new Listing(
          json,
          List.of(text ? value.toStringUtf8() : KvBytes.base64(value)),
          text || base64
              ? Optional.empty()
              : Optional.of("note: the value is no text; this is its Base64"));
    }
  }

  /// Sets a value.
  ///
  /// @param keep whether the value of a key that is there stays
  record Put(ByteString key, ByteString value, boolean keep) implements KvAction {
    @Override
    public Listing on(KvStore store) throws ProblemException {
      boolean added = keep ? store.putIfAbsent(key, value) : store.put(key, value);
      if (!added && keep) {
        throw Words.problem(
            ExitCode.REFUSED,
            "the key '%s' is there; without --no-overwrite its value would be replaced"
                .formatted(KvBytes.shown(key)));
      }
      return told(of(key, store).put("added", added), added ? "added" : "replaced", key);
    }
  }

  /// Removes a key.
  record Delete(ByteString key) implements KvAction {
    @Override
    public Listing on(KvStore store) throws ProblemException {
      if (store.delete(key) == 0) {
        throw none(key, store);
      }
      return told(of(key, store).put("deleted", 1), "deleted", key);
    }
  }

  /// Removes all keys that begin so.
  ///
  /// @param sure whether whoever asked knows how many that may be
  record DeleteAll(ByteString prefix, boolean sure) implements KvAction {
    @Override
    public Listing on(KvStore store) throws ProblemException {
      if (!sure) {
        throw new InvalidInput(
            "%d keys begin with '%s': add --yes to delete them"
                .formatted(store.keys(prefix).size(), KvBytes.shown(prefix)));
      }
      int count = store.deletePrefix(prefix);
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      KvBytes.put(json, "namespace", store.namespace());
      KvBytes.put(json, "prefix", prefix);
      return new Listing(json.put("deleted", count), List.of("deleted " + count + " keys"));
    }
  }

  private static ProblemException none(ByteString key, KvStore store) {
    return Words.problem(
        ExitCode.NOTHING_THERE,
        "there is no key '%s' in the namespace '%s'"
            .formatted(KvBytes.shown(key), KvBytes.shown(store.namespace())));
  }

  private static ObjectNode of(ByteString key, KvStore store) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    KvBytes.put(json, "namespace", store.namespace());
    KvBytes.put(json, "key", key);
    return json;
  }

  private static Listing told(ObjectNode json, String done, ByteString key) {
    return new Listing(json, List.of("%s '%s'".formatted(done, KvBytes.shown(key))));
  }
}
