package io.nodectl.runtimeenv;

import io.nodectl.runtimeenv.packages.PackageSource;
import io.nodectl.runtimeenv.tools.Toolbox;

/// What environments are made with.
///
/// @param source where packages come from
record Means(Site site, Plugins plugins, Shelves shelves, Toolbox tools, PackageSource source) {}
