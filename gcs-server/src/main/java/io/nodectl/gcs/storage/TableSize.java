package io.nodectl.gcs.storage;

/// How much a table holds.
///
/// @param bytes of keys and values
public record TableSize(long rows, long bytes) {}
