package io.nodectl.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.nodectl.testparent.Keytool;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsReloadTest {

  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;

  private final AtomicLong now = new AtomicLong();

  @Test
  void files_are_looked_at_once_a_second_and_read_when_they_have_changed() throws Exception {
    var keytool = new Keytool(folder);
    keytool.renew("EC");
    TlsReload files = reload(keytool);
    TlsMaterial first = files.current();
    BigInteger before = serial(first);
    keytool.renew("EC");
    assertSame(first, files.current());
    now.addAndGet(SECOND);
    assertNotEquals(before, serial(files.current()));
    TlsMaterial second = files.current();
    now.addAndGet(SECOND);
    assertSame(second, files.current());
  }

  @Test
  void files_that_are_of_no_use_change_nothing_until_they_are() throws Exception {
    var keytool = new Keytool(folder);
    keytool.renew("EC");
    TlsReload files = reload(keytool);
    TlsMaterial first = files.current();
    byte[] oldKey = Files.readAllBytes(keytool.key());
    keytool.renew("EC");
    byte[] newKey = Files.readAllBytes(keytool.key());
    Files.write(keytool.key(), oldKey);
    now.addAndGet(SECOND);
    assertSame(first, files.current());
    Files.delete(keytool.key());
    now.addAndGet(SECOND);
    assertSame(first, files.current());
    Files.write(keytool.key(), newKey);
    now.addAndGet(SECOND);
    assertNotEquals(serial(first), serial(files.current()));
    assertEquals(serial(files.current()), serial(files.last()));
  }

  private TlsReload reload(Keytool keytool) throws Exception {
    return switch (Tls.fromEnvironment(keytool.environment())) {
      case Tls.On on -> TlsReload.of(on, now::get);
      case Tls.Off() -> throw new AssertionError("it is on");
    };
  }

  private static BigInteger serial(TlsMaterial material) {
    return material.chain().getFirst().getSerialNumber();
  }
}
