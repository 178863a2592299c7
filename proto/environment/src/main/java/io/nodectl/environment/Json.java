package io.nodectl.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How JSON is read here: strictly, with the name of what is wrong.
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Pattern UNKNOWN_PLACE =
      Pattern.compile(" \\(start marker at \\[Source:[^\\]]*\\]\\)");

  private Json() {}

  /// An object without fields.
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /// The text of a tree, on one line.
  public static String text(JsonNode tree) {
    return MAPPER.writeValueAsString(tree);
  }

  /// Reads an object.
  ///
  /// @param what how the text is called in the message
  /// @throws InvalidEnvironment if the text is not JSON, or no object
  public static ObjectNode object(String text, String what) throws InvalidEnvironment {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw new InvalidEnvironment("%s is not JSON: %s".formatted(what, reason(e)));
    }
    throw new InvalidEnvironment(what + " is not a JSON object");
  }

  /// Why a text could not be read, without the places in it that the reader does not know.
  public static String reason(JacksonException failure) {
    String message = String.valueOf(failure.getOriginalMessage());
    return UNKNOWN_PLACE.matcher(message).replaceAll("").stripTrailing();
  }

  /// A list of texts.
  ///
  /// @param what how the list is called in the message
  /// @throws InvalidEnvironment if it is none, or a text has a NUL character
  public static List<String> texts(JsonNode list, String what) throws InvalidEnvironment {
    if (!list.isArray()) {
      throw new InvalidEnvironment(what + " is not a list of strings");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list) {
      texts.add(text(item, "item %d of %s".formatted(texts.size() + 1, what)));
    }
    return texts;
  }

  /// A text.
  ///
  /// @param what how it is called in the message
  /// @throws InvalidEnvironment if it is none, or has a NUL character
  public static String text(JsonNode value, String what) throws InvalidEnvironment {
    if (!value.isString() || value.stringValue().indexOf('\0') >= 0) {
      throw new InvalidEnvironment(what + " is not a string without NUL");
    }
    return value.stringValue();
  }

  /// True or false.
  ///
  /// @param what how it is called in the message
  /// @throws InvalidEnvironment if it is neither
  public static boolean truth(JsonNode value, String what) throws InvalidEnvironment {
    if (!value.isBoolean()) {
      throw new InvalidEnvironment(what + " is not true or false");
    }
    return value.booleanValue();
  }
}
