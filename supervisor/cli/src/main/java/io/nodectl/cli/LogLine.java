package io.nodectl.cli;

/// A line of a log, or a part of one that is very long.
///
/// @param component who wrote it
/// @param millis when, in ms since 1970: what the line says, else what the line before it said
/// @param bytes without the line's end
/// @param ended whether the line ends here
@SuppressWarnings("ArrayRecordComponent") // never compared
record LogLine(String component, long millis, byte[] bytes, boolean ended) {}
