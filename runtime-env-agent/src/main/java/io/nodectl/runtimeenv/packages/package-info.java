/// Packages: the fields `working_dir`, `py_modules` and `java_jars`, and where their files come
/// from.
@NullMarked
package io.nodectl.runtimeenv.packages;

import org.jspecify.annotations.NullMarked;
