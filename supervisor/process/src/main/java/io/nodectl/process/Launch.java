package io.nodectl.process;

import java.time.Duration;

/// A wish for a child, with what it takes to fulfil it.
record Launch(ChildSpec spec, Duration readyWithin, ChildListener listener, Means means) {}
