package io.nodectl.runtimeenv;

import io.nodectl.runtimeenv.shelf.Shelf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// What was built, one shelf for each field with a limit of its own.
final class Shelves {
  private static final double BYTES_PER_GB = 1 << 30;

  private final Map<String, Shelf> byField = new TreeMap<>();

  /// @param root the folder of all shelves
  /// @param usualGb the limit of each, in GiB
  /// @param variables may set another limit for a field, as Ray 2.60 reads it: in
  ///     `RAY_RUNTIME_ENV_PIP_CACHE_SIZE_GB`
  Shelves(Plugins plugins, Path root, double usualGb, Map<String, String> variables) {
    for (String field : plugins.fields()) {
      String variable =
          "RAY_RUNTIME_ENV_%s_CACHE_SIZE_GB".formatted(field.toUpperCase(Locale.ROOT));
      double gb = number(variables.get(variable), usualGb);
      byField.put(field, new Shelf(root.resolve(field), (long) (gb * BYTES_PER_GB)));
    }
  }

  private static double number(@Nullable String text, double usual) {
    try {
      double read = text == null ? usual : Double.parseDouble(text);
      return read >= 0 ? read : usual;
    } catch (NumberFormatException _) {
      // Ray's agent would not start for it; ours serves with the usual limit.
      return usual;
    }
  }

  Shelf of(String field) {
    Shelf shelf = byField.get(field);
    if (shelf == null) {
      throw new IllegalArgumentException("there is no shelf for " + field);
    }
    return shelf;
  }

  Map<String, Shelf> all() {
    return byField;
  }

  /// Takes a further reference to each of them.
  ///
  /// @return false, and no reference, if one of them has been removed
  boolean takeAgain(List<BuiltThing> things) throws IOException, InterruptedException {
    List<BuiltThing> taken = new ArrayList<>();
    boolean complete = false;
    try {
      for (BuiltThing thing : things) {
        if (!of(thing.field()).takeAgain(thing.uri())) {
          return false;
        }
        taken.add(thing);
      }
      complete = true;
      return true;
    } finally {
      if (!complete) {
        release(taken);
      }
    }
  }

  void release(List<BuiltThing> things) {
    for (BuiltThing thing : things) {
      of(thing.field()).release(thing.uri());
    }
  }

  /// Removes what an earlier process did not finish; whatever goes wrong here would be told again
  /// by the first one who needs the shelf.
  void tidy() {
    for (Shelf shelf : byField.values()) {
      try {
        Shelf.remove(shelf.open());
      } catch (IOException e) {
        LoggerFactory.getLogger(Shelves.class).warn("a shelf cannot be tidied", e);
      }
    }
  }

  /// Removes all that nobody uses.
  ///
  /// @return how many bytes went
  long removeUnused() {
    long freed = 0;
    for (Shelf shelf : byField.values()) {
      freed += shelf.evict(0);
    }
    return freed;
  }
}
