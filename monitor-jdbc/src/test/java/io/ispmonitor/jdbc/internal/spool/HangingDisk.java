package io.ispmonitor.jdbc.internal.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Hangs when the first segment is made, until a test lets it go on. */
final class HangingDisk extends OtherDisk {
  final CountDownLatch hangs = new CountDownLatch(1);
  final CountDownLatch goesOn = new CountDownLatch(1);

  @Override
  public Output create(Path file) throws IOException {
    hangs.countDown();
    try {
      goesOn.await();
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
    return super.create(file);
  }
}
