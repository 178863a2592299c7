/// What a node has, and what of it is given away. Pure: nothing here knows processes or the wire,
/// but {@link io.nodectl.raylet.resources.Devices}, which looks into `/dev`.
@NullMarked
package io.nodectl.raylet.resources;

import org.jspecify.annotations.NullMarked;
