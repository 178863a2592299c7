package io.nodectl.gcs.reply;

import com.google.protobuf.ByteString;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;

/// A message that is encoded already, as gRPC takes it: it has all of it written at once, and reads
/// nothing.
public final class EncodedBytes extends FilterInputStream implements Drainable, KnownLength {

  private final ByteString all;

  public EncodedBytes(ByteString all) {
    super(all.newInput());
    this.all = all;
  }

  @Override
  public int drainTo(OutputStream target) throws IOException {
    all.writeTo(target);
    return all.size();
  }
}
