package io.nodectl.testchild;

import java.util.List;

/// The command line, read from left to right.
final class Args {
  private final List<String> words;
  private int next;

  Args(List<String> words) {
    this.words = List.copyOf(words);
  }

  boolean hasNext() {
    return next < words.size();
  }

  String next() {
    if (!hasNext()) {
      throw new IllegalArgumentException("the last word lacks a parameter");
    }
    return words.get(next++);
  }

  int nextNumber() {
    return Integer.parseInt(next());
  }

  List<String> all() {
    return words;
  }
}
