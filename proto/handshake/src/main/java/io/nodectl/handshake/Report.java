package io.nodectl.handshake;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// What a child says to its parent, on the report pipe.
public sealed interface Report {
  /// The word after `NODECTL/1`.
  String kind();

  /// The lines of the record, values not yet encoded.
  SequencedMap<String, String> fields();

  /// It listens on all its ports; said exactly once.
  ///
  /// @param pid the process that listens, as itself sees its number; 0 if it did not say
  /// @param ports all it will ever have: another port takes another process
  record Bound(long pid, Ports ports) implements Report {
    static final String KIND = "BOUND";
    static final String PORT = "port.";

    /// @throws IllegalArgumentException if the pid is negative
    public Bound {
      if (pid < 0) {
        throw new IllegalArgumentException("pid " + pid + " is negative");
      }
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public SequencedMap<String, String> fields() {
      SequencedMap<String, String> fields = new LinkedHashMap<>();
      if (pid > 0) {
        fields.put("pid", Long.toString(pid));
      }
      ports.writeTo(fields, PORT);
      return fields;
    }
  }

  /// It can serve.
  record Ready() implements Report {
    static final String KIND = "READY";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public SequencedMap<String, String> fields() {
      return new LinkedHashMap<>();
    }
  }

  /// It cannot do its work and is about to exit.
  ///
  /// @param code a word for programs, `[a-z][a-z0-9_-]{0,31}`; {@link ExitCode#code} where one fits
  /// @param message what happened, why, and what to do
  /// @param retry whether another start may help
  record Fail(String code, String message, Retry retry) implements Report {
    static final String KIND = "FAIL";

    /// The code of a raylet whose node id is DEAD in its cluster, for ever. Another start helps
    /// with a new id only; the process exits with {@link ExitCode#REFUSED}.
    public static final String NODE_DEAD = "node-dead";

    /// @throws IllegalArgumentException if the code is no such word
    public Fail {
      Names.requireName("failure code", code);
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public SequencedMap<String, String> fields() {
      SequencedMap<String, String> fields = new LinkedHashMap<>();
      fields.put("code", code);
      fields.put("message", message);
      fields.put("retry", retry == Retry.YES ? "yes" : "no");
      return fields;
    }
  }

  /// What it is doing, for whoever waits.
  ///
  /// @param text one line
  /// @param details further keys, such as `component` or `phase`
  record Status(String text, Map<String, String> details) implements Report {
    static final String KIND = "STATUS";
    static final String TEXT = "text";

    /// @throws IllegalArgumentException if a detail is called `text`
    public Status {
      if (details.containsKey(TEXT)) {
        throw new IllegalArgumentException("a detail of a status cannot be called \"text\"");
      }
      details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public SequencedMap<String, String> fields() {
      SequencedMap<String, String> fields = new LinkedHashMap<>();
      fields.put(TEXT, text);
      fields.putAll(details);
      return fields;
    }
  }

  /// It needs more time until READY.
  ///
  /// @param by 1 ms or more, from now; the parent caps it
  record Extend(Duration by) implements Report {
    static final String KIND = "EXTEND";
    static final String MILLIS = "ms";

    /// @throws IllegalArgumentException if it is less than a millisecond
    public Extend {
      if (by.toMillis() < 1) {
        throw new IllegalArgumentException("an extension of " + by + " is less than 1 ms");
      }
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public SequencedMap<String, String> fields() {
      SequencedMap<String, String> fields = new LinkedHashMap<>();
      fields.put(MILLIS, Long.toString(by.toMillis()));
      return fields;
    }
  }
}
