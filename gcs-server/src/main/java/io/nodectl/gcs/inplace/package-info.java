/// gcs-server in the place of Ray's own `gcs_server`: its command line, its port file, its output.
@NullMarked
package io.nodectl.gcs.inplace;

import org.jspecify.annotations.NullMarked;
