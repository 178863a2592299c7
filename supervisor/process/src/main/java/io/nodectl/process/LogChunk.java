package io.nodectl.process;

/// A piece of output on its way to disk.
///
/// @param missingBefore how many bytes were dropped between the piece before and this one
@SuppressWarnings("ArrayRecordComponent") // never compared
record LogChunk(byte[] bytes, long missingBefore) {}
