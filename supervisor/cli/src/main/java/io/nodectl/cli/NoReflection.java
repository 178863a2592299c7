package io.nodectl.cli;

import picocli.CommandLine.IFactory;

/// For command lines that are built by hand. Picocli's own factory looks for Groovy on the class
/// path when it is first used, and a class that is not there makes the JVM open every jar.
final class NoReflection implements IFactory {
  @Override
  public <K> K create(Class<K> type) {
    throw new UnsupportedOperationException("made by hand, not from annotations: " + type);
  }
}
