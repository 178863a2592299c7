package io.nodectl.gcs.storage;

import com.google.protobuf.ByteString;

/// A key and what is kept under it.
public record Row<V>(ByteString key, V value) {}
