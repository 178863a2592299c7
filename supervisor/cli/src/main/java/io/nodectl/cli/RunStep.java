package io.nodectl.cli;

import java.util.List;

/// How a run goes on.
///
/// @param course where it then stands
/// @param effects what is to be done, in that order
record RunStep(RunCourse course, List<RunEffect> effects) {
  RunStep {
    effects = List.copyOf(effects);
  }
}
