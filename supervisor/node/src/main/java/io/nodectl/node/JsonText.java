package io.nodectl.node;

import java.io.StringWriter;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON trees from text and to text, without a mapper between tree and classes.
///
/// A mapper, which {@link JsonNode#toString} makes as well, reads the system's calendars and
/// annotations: 35 ms of each command in a JVM that has just started (JDK 25 with an AOT cache, two
/// cores).
public final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final ObjectWriteContext COMPACT = new ObjectWriteContext.Base();

  private static final ObjectWriteContext PRETTY =
      new ObjectWriteContext.Base() {
        @Override
        public PrettyPrinter getPrettyPrinter() {
          return new DefaultPrettyPrinter();
        }

        @Override
        public boolean hasPrettyPrinter() {
          return true;
        }
      };

  private JsonText() {}

  /// Reads one value.
  ///
  /// @throws tools.jackson.core.JacksonException if the text is not one JSON value
  public static JsonNode read(String text) {
    try (JsonParser parser = FACTORY.createParser(new ObjectReadContext.Base(), text)) {
      JsonToken first = parser.nextToken();
      JsonNode value = first == null ? NODES.missingNode() : value(parser);
      if (parser.nextToken() != null) {
        throw new tools.jackson.core.exc.StreamReadException(
            parser, "there is more after the first value");
      }
      return value;
    }
  }

  private static JsonNode value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> NODES.stringNode(parser.getString());
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("the parser gives no value: " + parser.currentToken());
    };
  }

  private static JsonNode integer(JsonParser parser) {
    return parser.getNumberType() == JsonParser.NumberType.INT
        ? NODES.numberNode(parser.getIntValue())
        : NODES.numberNode(parser.getLongValue());
  }

  private static ObjectNode object(JsonParser parser) {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.set(name, value(parser));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser) {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }

  /// The value in one line.
  public static String compact(JsonNode value) {
    return write(value, COMPACT);
  }

  /// The value in as many lines as people like.
  public static String pretty(JsonNode value) {
    return write(value, PRETTY);
  }

  private static String write(JsonNode value, ObjectWriteContext context) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(context, text)) {
      write(value, generator);
    }
    return text.toString();
  }

  private static void write(JsonNode value, JsonGenerator generator) {
    switch (value.getNodeType()) {
      case OBJECT -> {
        generator.writeStartObject();
        for (Map.Entry<String, JsonNode> property : value.properties()) {
          generator.writeName(property.getKey());
          write(property.getValue(), generator);
        }
        generator.writeEndObject();
      }
      case ARRAY -> {
        generator.writeStartArray();
        value.forEach(element -> write(element, generator));
        generator.writeEndArray();
      }
      case STRING -> generator.writeString(value.stringValue());
      case NUMBER -> writeNumber(value, generator);
      case BOOLEAN -> generator.writeBoolean(value.booleanValue());
      case NULL, MISSING -> generator.writeNull();
      case BINARY, POJO -> throw new IllegalArgumentException("not JSON: " + value.getNodeType());
    }
  }

  private static void writeNumber(JsonNode value, JsonGenerator generator) {
    if (value.isIntegralNumber()) {
      generator.writeNumber(value.longValue());
    } else {
      generator.writeNumber(value.doubleValue());
    }
  }
}
