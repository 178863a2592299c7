package io.nodectl.gcs.backup;

import com.google.protobuf.UnsafeByteOperations;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.nodectl.messages.gcs.BackupPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Sends a file to one caller as fast as that one reads, and no faster.
final class FileSender {

  private static final int PART_BYTES = 256 << 10;

  private final ServerCallStreamObserver<BackupPart> caller;

  private FileSender(ServerCallStreamObserver<BackupPart> caller) {
    this.caller = caller;
  }

  /// To be made while the call begins: later it is too late to hear of its readiness.
  static FileSender to(ServerCallStreamObserver<BackupPart> caller) {
    FileSender sender = new FileSender(caller);
    caller.setOnReadyHandler(sender::wake);
    caller.setOnCancelHandler(sender::wake);
    return sender;
  }

  /// Sends all of it, and ends the call. Blocks.
  void send(Path file) throws InterruptedException {
    try (InputStream content = Files.newInputStream(file)) {
      long total = Files.size(file);
      byte[] part = content.readNBytes(PART_BYTES);
      while (part.length > 0 && awaitReader()) {
        caller.onNext(
            BackupPart.newBuilder()
                .setTotal(total)
                .setData(UnsafeByteOperations.unsafeWrap(part))
                .build());
        part = content.readNBytes(PART_BYTES);
      }
      if (!caller.isCancelled()) {
        caller.onCompleted();
      }
    } catch (IOException e) {
      caller.onError(
          Status.INTERNAL.withDescription("the copy cannot be read: " + e).asRuntimeException());
    }
  }

  /// @return false if nobody reads any more
  private synchronized boolean awaitReader() throws InterruptedException {
    while (!caller.isReady() && !caller.isCancelled()) {
      wait();
    }
    return !caller.isCancelled();
  }

  private synchronized void wake() {
    notifyAll();
  }
}
