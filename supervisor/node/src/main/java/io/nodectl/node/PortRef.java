package io.nodectl.node;

/// One port of one component.
///
/// @param component the component's name
/// @param port the port's name
public record PortRef(String component, String port) {
  /// Reads `COMPONENT.PORT`.
  ///
  /// @throws InvalidInput if the text has another form
  static PortRef parse(String text) {
    int dot = text.indexOf('.');
    if (dot <= 0 || dot == text.length() - 1) {
      throw new InvalidInput("'%s' is not COMPONENT.PORT".formatted(text));
    }
    return new PortRef(text.substring(0, dot), text.substring(dot + 1));
  }
}
