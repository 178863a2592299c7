package io.nodectl.testchild;

/// Some of the words that a test child understands.
interface Words {
  /// Does what `word` means.
  ///
  /// @param args where its parameters come from
  /// @return false if the word is none of these
  boolean perform(String word, Args args) throws Exception;
}
