package io.nodectl.program;

import picocli.CommandLine.IFactory;

/// What command lines that are built by hand give to picocli. Its own factory looks for Groovy on
/// the class path when it is first used, and a class that is not there makes the JVM open every
/// jar.
public final class NoReflection implements IFactory {
  /// Nothing is made by it.
  @Override
  public <K> K create(Class<K> type) {
    throw new UnsupportedOperationException("made by hand, not from annotations: " + type);
  }
}
