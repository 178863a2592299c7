package io.nodectl.gcs.syncer;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.MethodDescriptor.Marshaller;
import io.nodectl.gcs.reply.EncodedBytes;
import io.nodectl.messages.ray.syncer.RaySyncMessage;
import io.nodectl.messages.ray.syncer.RaySyncMessageBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// A `RaySyncMessageBatch` on its way out. A message goes to thousands of nodes and is encoded
/// once: a batch is its messages' fields, one after the other.
///
/// @param fields each a message as a field of the batch, see [#field]
record EncodedBatch(List<ByteString> fields) {

  /// Writes it as the batch that it is.
  static final Marshaller<EncodedBatch> MARSHALLER =
      new Marshaller<>() {
        @Override
        public InputStream stream(EncodedBatch batch) {
          return new EncodedBytes(ByteString.copyFrom(batch.fields));
        }

        @Override
        public EncodedBatch parse(InputStream stream) {
          throw new UnsupportedOperationException("it only goes out");
        }
      };

  /// A message as a field of a batch: number and length, then the message.
  static ByteString field(RaySyncMessage message) {
    int number = RaySyncMessageBatch.MESSAGES_FIELD_NUMBER;
    byte[] bytes = new byte[CodedOutputStream.computeMessageSize(number, message)];
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.writeMessage(number, message);
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new UncheckedIOException("an array has no room for what it was measured for", e);
    }
    return UnsafeByteOperations.unsafeWrap(bytes);
  }
}
