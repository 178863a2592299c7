package io.nodectl.rpc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One `GET` of HTTP/1.1 after the other. Any answer is one of a server that lives, but for those
/// that begin with 5.
final class HttpDialogue implements Dialogue {
  private static final byte[] NOTHING = {};
  private static final int LONGEST_HEAD = 16_384;
  private static final int STATUS_FROM = "HTTP/1.1 ".length();
  private static final int STATUS_TO = "HTTP/1.1 200".length();
  private static final int FIRST_SERVER_ERROR = 500;

  private final byte[] question;

  /// The head of the answer as far as it has come.
  private final StringBuilder head = new StringBuilder();

  /// Bytes of the answer's body that are still to come.
  private long bodyLeft;

  private boolean isKept = true;
  private @Nullable Health answer;

  /// @param path begins with a slash
  HttpDialogue(String host, String path) {
    this.question = ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(US_ASCII);
  }

  @Override
  public byte[] question() {
    answer = null;
    head.setLength(0);
    return question;
  }

  @Override
  public byte[] hear(byte[] bytes, int count) throws IOException {
    if (answer != null) {
      bodyLeft -= count;
      return NOTHING;
    }
    head.append(new String(bytes, 0, count, ISO_8859_1));
    int end = head.indexOf("\r\n\r\n");
    if (end >= 0) {
      heard(head.substring(0, end + 2), head.length() - end - 4);
    } else if (head.length() > LONGEST_HEAD) {
      throw new IOException("not HTTP/1.1");
    }
    return NOTHING;
  }

  private void heard(String whole, int ofBody) throws IOException {
    if (!whole.startsWith("HTTP/1.1 ") || whole.length() < STATUS_TO) {
      throw new IOException("not HTTP/1.1");
    }
    int status = number(whole.substring(STATUS_FROM, STATUS_TO));
    answer = status < FIRST_SERVER_ERROR ? Health.SERVING : Health.NOT_SERVING;
    String fields = whole.toLowerCase(Locale.ROOT);
    String length = field(fields, "content-length");
    isKept = !length.isEmpty() && !field(fields, "connection").equals("close");
    long body = isKept ? number(length) : 0;
    bodyLeft = body - ofBody;
  }

  private static int number(String text) throws IOException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException noNumber) {
      throw new IOException("not HTTP/1.1", noNumber);
    }
  }

  private static String field(String fields, String name) {
    int at = fields.indexOf("\r\n" + name + ":");
    int from = at + name.length() + 3;
    return at < 0 ? "" : fields.substring(from, fields.indexOf("\r\n", from)).strip();
  }

  @Override
  public Optional<Health> answer() {
    return Optional.ofNullable(answer);
  }

  /// Only after an answer whose end is known and has come.
  @Override
  public boolean takesMore() {
    return isKept && bodyLeft == 0;
  }
}
