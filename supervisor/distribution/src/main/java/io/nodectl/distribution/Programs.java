package io.nodectl.distribution;

import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Program;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
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

  /// The program itself, to be run in this JVM; found by name, since no program is a part of
  /// another.
  Program program(String name) {
    try {
      Method run = Class.forName(mainClass(name)).getMethod("run", Parent.class, List.class);
      return (parent, args) -> (int) run.invoke(null, parent, args);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "the program " + name + " has no class with run(Parent, List)", e);
    }
  }
}
