package io.nodectl.node;

import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One line of a session's journal.
///
/// @param kind what kind of thing happened, a word for programs such as `died`
/// @param subject whom it is about
/// @param text what happened and why, for people; may be empty
record JournalEntry(Instant time, String kind, Subject subject, String text) {
  /// Whom an entry is about.
  ///
  /// @param component empty if it is the node as a whole
  /// @param generation how often that component had been launched
  /// @param pid its process; 0 if there was none
  record Subject(String component, int generation, long pid) {
    static final Subject NODE = new Subject("", 0, 0);

    static Subject of(String name, NodeState state) {
      ComponentState component = state.component(name);
      return new Subject(name, component.generation(), component.pid());
    }
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("v", 1).put("time", StatusJson.stamp(time)).put("kind", kind);
    if (subject.equals(Subject.NODE)) {
      json.putNull("component");
    } else {
      json.put("component", subject.component()).put("generation", subject.generation());
    }
    if (subject.pid() != 0) {
      json.put("pid", subject.pid());
    }
    return json.put("text", text);
  }
}
