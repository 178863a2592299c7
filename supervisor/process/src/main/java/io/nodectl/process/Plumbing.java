package io.nodectl.process;

import io.nodectl.spawn.Fd;
import io.nodectl.spawn.Pipe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The pipes to and from a child that is about to be started.
final class Plumbing {
  private final List<Pipe> pipes = new ArrayList<>(4);
  private final Map<Integer, Fd> ofChild = new HashMap<>();

  /// A pipe that the child writes, under that number.
  ///
  /// @return the end to read, which does not block
  Fd fromChild(int number) {
    Pipe pipe = open();
    pipe.readEnd().nonBlocking();
    ofChild.put(number, pipe.writeEnd());
    return pipe.readEnd();
  }

  /// A pipe that the child reads, under that number.
  ///
  /// @return the end to write, which does not block
  Fd toChild(int number) {
    Pipe pipe = open();
    pipe.writeEnd().nonBlocking();
    ofChild.put(number, pipe.readEnd());
    return pipe.writeEnd();
  }

  /// Gives the child something under that number; what stood there is closed.
  void give(int number, Fd descriptor) {
    Fd before = ofChild.put(number, descriptor);
    if (before != null) {
      before.close();
    }
  }

  /// Has the child find the same under another number.
  void same(int number, int as) {
    ofChild.put(number, descriptor(as));
  }

  /// What the child is to find under that number.
  Fd descriptor(int number) {
    Fd found = ofChild.get(number);
    if (found == null) {
      throw new IllegalArgumentException("the child has no descriptor " + number);
    }
    return found;
  }

  Map<Integer, Fd> ofChild() {
    return ofChild;
  }

  /// Closes this process's copies of what the child has got.
  void handedOver() {
    ofChild.values().forEach(Fd::close);
  }

  /// Closes everything: there will be no child.
  void closeAll() {
    pipes.forEach(Pipe::close);
    handedOver();
  }

  private Pipe open() {
    Pipe pipe = Pipe.open();
    pipes.add(pipe);
    return pipe;
  }
}
