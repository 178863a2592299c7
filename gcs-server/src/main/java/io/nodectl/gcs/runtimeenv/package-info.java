/// How long the packages of runtime environments are kept.
@NullMarked
package io.nodectl.gcs.runtimeenv;

import org.jspecify.annotations.NullMarked;
