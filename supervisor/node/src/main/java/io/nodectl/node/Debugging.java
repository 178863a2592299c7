package io.nodectl.node;

import io.nodectl.process.Scrutiny;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How somebody looks into a component while it runs.
///
/// @param jdwp whether it can be attached to by a Java debugger
/// @param wrapper the tool that runs it, if one does
public record Debugging(Jdwp jdwp, Optional<Wrapper> wrapper) {
  /// The Java Debug Wire Protocol.
  public enum Jdwp {
    /// No debugger can attach.
    OFF,
    /// A debugger can attach at any time.
    ON,
    /// The same, and nothing of the program runs before one does.
    SUSPENDED
  }

  /// The component runs by itself.
  static final Debugging NONE = new Debugging(Jdwp.OFF, Optional.empty());

  /// The option of a JVM that makes it listen for a debugger, on a port that it chooses itself.
  List<String> jvmOptions() {
    String agent = "-agentlib:jdwp=transport=dt_socket,server=y,address=127.0.0.1:0,suspend=";
    return switch (jdwp) {
      case OFF -> List.of();
      case ON -> List.of(agent + "n");
      case SUSPENDED -> List.of(agent + "y");
    };
  }

  /// Whether its start takes as long as somebody likes, so that no time limit can hold.
  boolean isLeisurely() {
    return jdwp == Jdwp.SUSPENDED || wrapper.isPresent();
  }

  Scrutiny scrutiny() {
    return new Scrutiny(jdwp != Jdwp.OFF, wrapper.isPresent());
  }

  /// For people, such as `jdwp, gdb`.
  String words() {
    List<String> words = new ArrayList<>();
    if (jdwp != Jdwp.OFF) {
      words.add("jdwp");
    }
    wrapper.ifPresent(w -> words.add(w.program()));
    return String.join(", ", words);
  }
}
