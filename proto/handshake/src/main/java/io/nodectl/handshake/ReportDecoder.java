package io.nodectl.handshake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The parent's ear: turns the bytes of one child's report pipe into reports, however they are cut.
///
/// It needs a few KiB whatever comes. After the first {@link Decoded.Malformed} or {@link
/// Decoded.OtherVersion} it is spent and answers nothing more, since what follows cannot be
/// trusted. Not for several threads at once.
public final class ReportDecoder {
  /// The name of the port that a bare decimal tells.
  public static final String BARE_PORT = "main";

  /// Where a program that tells only a number is taken to listen.
  public static final String BARE_HOST = "127.0.0.1";

  private static final int FIRST_BYTES = 64;
  private static final byte[] NO_BYTES = {};

  private final RecordFramer framer = new RecordFramer();
  private boolean bound;
  private boolean spent;

  /// Takes `length` bytes from `offset` on.
  ///
  /// @return what they complete, in order; often nothing
  public List<Decoded> feed(byte[] bytes, int offset, int length) {
    List<Decoded> decoded = new ArrayList<>(2);
    int end = offset + length;
    for (int i = offset; i < end && !spent; i++) {
      try {
        RawRecord raw = framer.accept(bytes[i]);
        if (raw != null) {
          decode(raw, decoded);
        }
      } catch (MalformedRecord e) {
        decoded.add(malformed(e, framer.firstBytes(FIRST_BYTES, bytes, i + 1, end)));
      }
    }
    return decoded;
  }

  /// To be called at end of file.
  ///
  /// @return the complaint if the last record is not complete
  public Optional<Decoded.Malformed> end() {
    if (spent || framer.isEmpty()) {
      return Optional.empty();
    }
    byte[] first = framer.firstBytes(FIRST_BYTES, NO_BYTES, 0, 0);
    return Optional.of(malformed(new MalformedRecord("the end in the middle of a record"), first));
  }

  private Decoded.Malformed malformed(MalformedRecord why, byte[] firstBytes) {
    spent = true;
    return new Decoded.Malformed(String.valueOf(why.getMessage()), firstBytes);
  }

  private void decode(RawRecord raw, List<Decoded> decoded) throws MalformedRecord {
    if (raw.version() != Records.VERSION) {
      spent = true;
      decoded.add(new Decoded.OtherVersion(raw.version()));
      return;
    }
    switch (raw.kind()) {
      case RawRecord.DECIMAL -> {
        decoded.add(new Decoded.Reported(onlyOnce(bareBound(raw), "port")));
        decoded.add(new Decoded.Reported(new Report.Ready()));
      }
      case Report.Bound.KIND ->
          decoded.add(new Decoded.Reported(onlyOnce(bound(raw), Report.Bound.KIND)));
      case Report.Ready.KIND -> decoded.add(new Decoded.Reported(ready(raw)));
      case Report.Fail.KIND -> decoded.add(new Decoded.Reported(fail(raw)));
      case Report.Status.KIND -> decoded.add(new Decoded.Reported(status(raw)));
      case Report.Extend.KIND ->
          decoded.add(
              new Decoded.Reported(new Report.Extend(Fields.millis(raw, Report.Extend.MILLIS, 1))));
      default -> requireExtension(raw);
    }
  }

  private Report.Bound onlyOnce(Report.Bound report, String what) throws MalformedRecord {
    if (bound) {
      throw new MalformedRecord("a second " + what + ": only a restart can change ports");
    }
    bound = true;
    return report;
  }

  private static Report.Bound bareBound(RawRecord raw) throws MalformedRecord {
    int port = (int) raw.number(RawRecord.PORT, 1, Endpoint.MAX_PORT);
    return new Report.Bound(0, Ports.of(BARE_PORT, new Endpoint(BARE_HOST, port)));
  }

  private static Report.Bound bound(RawRecord raw) throws MalformedRecord {
    long pid = raw.fields().containsKey("pid") ? raw.number("pid", 1, Integer.MAX_VALUE) : 0;
    return new Report.Bound(pid, Fields.ports(raw, Report.Bound.PORT));
  }

  private static Report.Ready ready(RawRecord raw) throws MalformedRecord {
    for (String key : raw.fields().keySet()) {
      if (key.startsWith(Report.Bound.PORT)) {
        throw new MalformedRecord("READY with ports: they belong into BOUND");
      }
    }
    return new Report.Ready();
  }

  private static Report.Fail fail(RawRecord raw) throws MalformedRecord {
    String code = raw.required("code");
    if (!Names.isName(code)) {
      throw new MalformedRecord("code=" + code + " is not a word of [a-z0-9_-]");
    }
    return switch (raw.fields().getOrDefault("retry", "yes")) {
      case "yes" -> new Report.Fail(code, raw.required("message"), Retry.YES);
      case "no" -> new Report.Fail(code, raw.required("message"), Retry.NO);
      default -> throw new MalformedRecord("retry= is neither yes nor no");
    };
  }

  private static Report.Status status(RawRecord raw) throws MalformedRecord {
    String text = raw.required(Report.Status.TEXT);
    SequencedMap<String, String> details = new LinkedHashMap<>(raw.fields());
    details.remove(Report.Status.TEXT);
    return new Report.Status(text, details);
  }

  private static void requireExtension(RawRecord raw) throws MalformedRecord {
    if (!raw.kind().startsWith(Order.Extension.PREFIX)) {
      throw new MalformedRecord("a report of the unknown kind " + raw.kind());
    }
  }
}
