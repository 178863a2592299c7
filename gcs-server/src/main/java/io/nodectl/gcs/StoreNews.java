package io.nodectl.gcs;

import io.nodectl.gcs.storage.StorageFailed;
import io.nodectl.gcs.storage.StorageUnusable;
import io.nodectl.gcs.storage.Store;
import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Report;
import io.nodectl.handshake.Retry;
import io.nodectl.program.OwnEnd;

/// Ends the server when its store is of no use: it could only tell everybody that it knows nothing.
record StoreNews(OwnEnd end) implements Store.Listener {

  @Override
  public void unusable(StorageUnusable why) {
    tell(why.getMessage(), why.retry());
  }

  @Override
  public void broke(StorageFailed why) {
    tell(why.getMessage(), why.retry());
  }

  private void tell(String why, Retry retry) {
    ExitCode code = ExitCode.COMPONENT_FAILED;
    end.because(code, new Report.Fail(code.code(), why, retry));
  }
}
