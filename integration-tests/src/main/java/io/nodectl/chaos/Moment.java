package io.nodectl.chaos;

/// What a node is doing when it is hit.
enum Moment {
  START("in a start"),
  STEADY("at rest"),
  RESTART("in a restart"),
  STOP("in a stop");

  private final String words;

  Moment(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
