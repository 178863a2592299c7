package io.nodectl.runtimeenv;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.MessageLite;

/// What goes back over HTTP.
///
/// @param status the HTTP status
/// @param contentType of the body
/// @param body complete
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
record Reply(int status, String contentType, byte[] body) {
  static Reply message(MessageLite message) {
    return new Reply(200, "application/octet-stream", message.toByteArray());
  }

  static Reply json(String text) {
    return new Reply(200, "application/json", (text + "\n").getBytes(UTF_8));
  }

  /// A refusal in words.
  static Reply refusal(int status, String why) {
    return new Reply(status, "text/plain; charset=utf-8", (why + "\n").getBytes(UTF_8));
  }
}
