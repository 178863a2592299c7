package io.nodectl.distribution;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/// The index of a distribution's programs.
///
/// @param mainClasses name of a program to the class of its main
record Programs(SortedMap<String, String> mainClasses) {
  Programs {
    mainClasses = Collections.unmodifiableSortedMap(new TreeMap<>(mainClasses));
  }

  static Programs in(Path distribution) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(distribution.resolve("programs.properties"))) {
      properties.load(reader);
    }
    SortedMap<String, String> mainClasses = new TreeMap<>();
    properties.forEach((name, main) -> mainClasses.put((String) name, (String) main));
    return new Programs(mainClasses);
  }

  /// The class that a program's main is in.
  ///
  /// @throws IllegalArgumentException if there is no such program
  String mainClass(String program) {
    String main = mainClasses.get(program);
    if (main == null) {
      throw new IllegalArgumentException(
          "no program " + program + " among " + mainClasses.keySet());
    }
    return main;
  }
}
