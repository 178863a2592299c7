package io.nodectl.testchild;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Field;

/// The report pipe at byte level. Unlike the handshake library it believes the environment blindly.
final class ReportPipe {
  private static final int NONE = -1;

  private final int fd;
  private final OutputStream out;
  private boolean bytewise;

  private ReportPipe(int fd, OutputStream out) {
    this.fd = fd;
    this.out = out;
  }

  /// The pipe of `NODECTL_REPORT`; without that variable, one that swallows all.
  static ReportPipe inherited() {
    int fd = announcedFd();
    if (fd == NONE) {
      return new ReportPipe(NONE, OutputStream.nullOutputStream());
    }
    try {
      return new ReportPipe(fd, new FileOutputStream("/dev/fd/" + fd, true));
    } catch (IOException closedByAWrapper) {
      // As if run by hand: a shell in front of us was told to close it.
      return new ReportPipe(NONE, OutputStream.nullOutputStream());
    }
  }

  void writeBytewise() {
    bytewise = true;
  }

  void write(String text) throws IOException {
    write(text.getBytes(UTF_8));
  }

  void write(byte[] bytes) throws IOException {
    if (!bytewise) {
      out.write(bytes);
      return;
    }
    for (byte b : bytes) {
      out.write(b);
      Pause.millis(1);
    }
  }

  /// Closes our copy and the inherited one.
  void close() throws IOException, ReflectiveOperationException {
    out.close();
    if (fd != NONE) {
      FileDescriptor inherited = new FileDescriptor();
      Field number = FileDescriptor.class.getDeclaredField("fd");
      number.setAccessible(true);
      number.setInt(inherited, fd);
      new FileOutputStream(inherited).close();
    }
  }

  private static int announcedFd() {
    String announcement = System.getenv("NODECTL_REPORT");
    int at = announcement == null ? NONE : announcement.indexOf("fd=");
    if (announcement == null || at < 0) {
      return NONE;
    }
    int end = announcement.indexOf(',', at);
    return Integer.parseInt(announcement.substring(at + 3, end < 0 ? announcement.length() : end));
  }
}
