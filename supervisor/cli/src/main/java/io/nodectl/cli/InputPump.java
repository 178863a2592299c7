package io.nodectl.cli;

import com.google.protobuf.ByteString;
import io.nodectl.messages.raylet.AttachRequest;
import io.nodectl.messages.raylet.StdinEnd;
import java.io.IOException;
import java.io.InputStream;

/// Gives a program on a node what comes on our standard input.
final class InputPump {
  private static final int MOST_AT_ONCE = 64 * 1024;

  private InputPump() {}

  /// Begins, on a thread that nobody waits for: only the other side of a pipe or a person can end a
  /// read.
  static void start(InputStream in, AttachCall call) {
    Thread.ofPlatform().daemon().name("input").start(() -> pump(in, call));
  }

  private static void pump(InputStream in, AttachCall call) {
    byte[] bytes = new byte[MOST_AT_ONCE];
    try {
      boolean open = true;
      while (open) {
        int count = read(in, bytes);
        open = count >= 0 && call.sendWithRoom(ByteString.copyFrom(bytes, 0, count));
      }
      call.send(AttachRequest.newBuilder().setStdinEnd(StdinEnd.getDefaultInstance()).build());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return how many there were; less than 0 at the end, and an input that cannot be read (a
  ///     terminal that is gone) is at its end
  private static int read(InputStream in, byte[] bytes) {
    try {
      return in.read(bytes);
    } catch (IOException e) {
      return -1;
    }
  }
}
