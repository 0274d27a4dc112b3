package io.ispmonitor.jdbc.internal.spool;

import io.ispmonitor.metric.StoreRefusedException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Says no, counts it, and tells why and what to do. */
final class Refusals {
  private final SpoolOptions options;
  private final LongSupplier diskBytes;
  private final Trouble trouble;
  private final LongAdder refused = new LongAdder();

  Refusals(SpoolOptions options, LongSupplier diskBytes, Trouble trouble) {
    this.options = options;
    this.diskBytes = diskBytes;
    this.trouble = trouble;
  }

  /** How many records were refused. */
  long count() {
    return refused.sum();
  }

  /**
   * Throws when the disk bound is reached.
   *
   * @param more what is to be written yet
   */
  void refuseWhenDiskFull(long more) {
    long disk = diskBytes.getAsLong();
    if (disk + more > options.maxDiskBytes()) {
      throw refuse(
          "%d bytes wait for the database, and it may take %d; the record is refused until the"
                  .formatted(disk, options.maxDiskBytes())
              + " database takes some: see why it does not, or raise maxDiskBytes");
    }
  }

  StoreRefusedException memoryFull(long held) {
    return refuse(
        "%d bytes wait in memory for the disk, and %d may; the record is refused: %s"
            .formatted(
                held,
                options.memoryBytes(),
                trouble.isThere()
                    ? trouble.text()
                    : "the disk is too slow for what comes; raise memoryBytes, or use a faster"
                        + " one"));
  }

  StoreRefusedException closed() {
    return refuse("it is closed; append to one that is open");
  }

  IllegalArgumentException tooLong(String what, int bytes) {
    refused.increment();
    return new IllegalArgumentException(
        "spool %s: a %s may have %d bytes, and this one has %d; make it smaller, or raise"
                .formatted(options.directory(), what, options.maxRecordBytes(), bytes)
            + " maxRecordBytes");
  }

  IllegalArgumentException tooMuch(long bytes, int most) {
    refused.increment();
    return new IllegalArgumentException(
        "spool %s: a record and what it refers to may take %d bytes, and here they take %d; let it"
                .formatted(options.directory(), most, bytes)
            + " refer to less");
  }

  IllegalArgumentException foreign(SpoolDefinition definition) {
    refused.increment();
    return new IllegalArgumentException(
        "spool %s: %s was made by another spool, or by this one before it was opened again; define"
                .formatted(options.directory(), definition)
            + " it anew");
  }

  private StoreRefusedException refuse(String why) {
    refused.increment();
    return new StoreRefusedException("spool " + options.directory() + ": " + why);
  }
}
