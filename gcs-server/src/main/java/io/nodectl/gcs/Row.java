package io.nodectl.gcs;

import com.google.protobuf.ByteString;

/// A key and what is kept under it.
record Row(ByteString key, ByteString value) {}
