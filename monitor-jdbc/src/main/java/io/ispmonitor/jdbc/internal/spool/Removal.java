package io.ispmonitor.jdbc.internal.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes segments away that nobody needs any more; a damaged one is put aside. */
final class Removal {
  private static final Logger log = LoggerFactory.getLogger(Spool.class);

  private final Disk disk;
  private final DamagedFiles damaged;

  Removal(Path directory, Disk disk) {
    this.disk = disk;
    this.damaged = new DamagedFiles(directory, disk, SegmentInfo.SUFFIX);
  }

  /**
   * Takes these away.
   *
   * @param firstNeeded the number of the oldest one that is needed
   */
  void remove(List<SegmentInfo> gone, long firstNeeded) {
    gone.forEach(this::remove);
    if (gone.stream().anyMatch(SegmentInfo::isDamaged)) {
      damaged.thin(firstNeeded);
    }
  }

  private void remove(SegmentInfo segment) {
    try {
      if (segment.isDamaged()) {
        damaged.put(segment.file());
      } else {
        disk.delete(segment.file());
      }
    } catch (IOException e) {
      log.warn(
          "SPOOL_LEFT_OVER {} is not needed any more and could not be removed; it is when the spool"
              + " is opened again",
          segment,
          e);
    }
  }
}
