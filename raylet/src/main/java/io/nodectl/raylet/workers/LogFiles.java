package io.nodectl.raylet.workers;

import java.nio.file.Path;

/// The logs of a worker.
record LogFiles(Path out, Path err) {}
