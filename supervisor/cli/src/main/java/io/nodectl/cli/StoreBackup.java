package io.nodectl.cli;

import io.grpc.Channel;
import io.nodectl.handshake.ExitCode;
import io.nodectl.messages.gcs.BackupPart;
import io.nodectl.messages.gcs.BackupRequest;
import io.nodectl.messages.gcs.GcsStoreServiceGrpc;
import io.nodectl.node.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.Set;

/// Fetches a copy of a cluster's state. A file of that name is there when all of it is, or never.
///
/// @param file for its owner only: it holds secrets
record StoreBackup(Path file) {

  /// Fetches it.
  ///
  /// @return how many bytes it has
  long take(GcsLink gcs) throws ProblemException {
    if (Files.exists(file)) {
      throw Words.problem(
          ExitCode.REFUSED, "%s is there already, and is left as it is".formatted(file));
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      long bytes = fetch(gcs, part);
      Files.move(part, file);
      return bytes;
    } catch (IOException e) {
      throw Words.problem(
          ExitCode.REFUSED, "cannot write %s: %s".formatted(file, ProblemException.reason(e)));
    } finally {
      remove(part);
    }
  }

  private static long fetch(GcsLink gcs, Path part) throws IOException, ProblemException {
    try (FileChannel out =
        FileChannel.open(
            part,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      Fetched fetched = gcs.answer(channel -> parts(channel, out));
      if (!fetched.error().isEmpty() || fetched.written() != fetched.total()) {
        throw Words.problem(
            ExitCode.COMPONENT_FAILED,
            fetched.error().isEmpty()
                ? "only %d of %d bytes came".formatted(fetched.written(), fetched.total())
                : fetched.error());
      }
      out.force(true);
      return fetched.written();
    } catch (UncheckedIOException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  private record Fetched(long written, long total, String error) {}

  private static Fetched parts(Channel channel, FileChannel out) {
    Iterator<BackupPart> parts =
        GcsStoreServiceGrpc.newBlockingStub(channel).backup(BackupRequest.getDefaultInstance());
    long written = 0;
    long total = 0;
    try {
      while (parts.hasNext()) {
        BackupPart next = parts.next();
        if (!next.getError().isEmpty()) {
          return new Fetched(written, total, next.getError());
        }
        total = next.getTotal();
        for (ByteBuffer data : next.getData().asReadOnlyByteBufferList()) {
          while (data.hasRemaining()) {
            written += out.write(data);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Fetched(written, total, "");
  }

  private static void remove(Path part) throws ProblemException {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw Words.problem(ExitCode.REFUSED, "cannot remove %s: %s".formatted(part, e));
    }
  }
}
