package io.nodectl.handshake;

/// Bytes that are not a record; the message says why.
final class MalformedRecord extends Exception {
  private static final long serialVersionUID = 1;

  MalformedRecord(String why) {
    // Without a stack trace: it is an outcome of decoding, not a defect of the decoder.
    super(why, null, false, false);
  }
}
