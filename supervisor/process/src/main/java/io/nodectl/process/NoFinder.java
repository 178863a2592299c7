package io.nodectl.process;

/// For a child that reports its ports itself.
final class NoFinder implements PortFinder {
  @Override
  public void begin(long pid, Finding finding) {}
}
