package io.nodectl.node;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// A value of a launch plan together with where it stands, so that every error names the place.
///
/// @param where such as `components[0].ports`; `the plan` for the whole
/// @param json the value; missing if the plan does not have it
record PlanValue(String where, JsonNode json) {
  private static final String WHOLE = "the plan";

  static PlanValue whole(JsonNode json) {
    return new PlanValue(WHOLE, json);
  }

  boolean isThere() {
    return !json.isMissingNode();
  }

  /// What stands under that key of this object.
  PlanValue at(String key) {
    return new PlanValue(where.equals(WHOLE) ? key : where + "." + key, json.path(key));
  }

  /// This value, which must be an object with no other keys than these.
  PlanValue object(Set<String> keys) {
    require(json.isObject(), "an object");
    for (String key : json.propertyNames()) {
      if (!keys.contains(key)) {
        throw new InvalidInput("%s has no key '%s'".formatted(where, key));
      }
    }
    return this;
  }

  String text() {
    require(json.isString(), "a string");
    return json.asString();
  }

  /// The number of a port, or what may become one.
  int number() {
    return whole("a whole number up to 65535");
  }

  /// A whole number that fits an `int`.
  int count() {
    return whole("a whole number up to " + Integer.MAX_VALUE);
  }

  private int whole(String type) {
    require(json.isIntegralNumber() && json.canConvertToInt(), type);
    return json.intValue();
  }

  /// What it is read as; empty if it is not there.
  <T> Optional<T> ifThere(Function<PlanValue, T> read) {
    return isThere() ? Optional.of(read.apply(this)) : Optional.empty();
  }

  /// The elements of an array; none if it is not there.
  <T> List<T> list(Function<PlanValue, T> element) {
    List<T> list = new ArrayList<>();
    if (isThere()) {
      require(json.isArray(), "an array");
      for (JsonNode each : json) {
        list.add(element.apply(new PlanValue(where + "[" + list.size() + "]", each)));
      }
    }
    return list;
  }

  /// The entries of an object, in their order; none if it is not there.
  <T> Map<String, T> entries(Function<PlanValue, T> value) {
    Map<String, T> entries = new LinkedHashMap<>();
    if (isThere()) {
      require(json.isObject(), "an object");
      json.propertyNames().forEach(key -> entries.put(key, value.apply(at(key))));
    }
    return entries;
  }

  /// The one of these constants that has that name in lower case.
  <E extends Enum<E>> E choice(EnumSet<E> allowed) {
    String word = text();
    List<String> known = new ArrayList<>();
    for (E constant : allowed) {
      String name = constant.name().toLowerCase(Locale.ROOT);
      if (name.equals(word)) {
        return constant;
      }
      known.add("\"" + name + "\"");
    }
    throw new InvalidInput(
        "%s cannot be \"%s\": use %s".formatted(where, word, String.join(" or ", known)));
  }

  private void require(boolean met, String type) {
    if (!isThere()) {
      throw new InvalidInput("'%s' is missing".formatted(where));
    }
    if (!met) {
      throw new InvalidInput(
          "%s must be %s, not %s".formatted(where, type, JsonText.compact(json)));
    }
  }
}
