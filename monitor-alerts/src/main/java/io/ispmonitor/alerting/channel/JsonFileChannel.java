package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.CleanText;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each alert in a JSON file of its own, as its last notice said, and an index {@code
 * index.jsonl} with a line for each file, the oldest first. Every file is replaced as a whole, so a
 * reader never sees half of one. A notice without alerts leaves no file.
 *
 * <p>The directory belongs to one channel; other files in it are left alone. When there are too
 * many alerts, the files written first go, before others are written: a full disk gets room, and
 * until the index is written again it may name files that are gone.
 */
public final class JsonFileChannel implements NotificationChannel {
  private static final int MOST_FILES = 100_000;
  private static final int LONGEST_REASON = 300;

  private final String name;
  private final Path directory;
  private final int most;
  private volatile boolean closed;
  private @Nullable AlertIndex index;

  /**
   * A channel of this name.
   *
   * @param directory where the files go; made when it is not there
   * @param most how many alerts are kept, from 1 to 100,000
   */
  public JsonFileChannel(String name, Path directory, int most) {
    if (most < 1 || most > MOST_FILES) {
      throw new IllegalArgumentException(
          "channel %s: from 1 to %d alerts can be kept, not %d".formatted(name, MOST_FILES, most));
    }
    this.name = name;
    this.directory = directory;
    this.most = most;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public DeliveryResult deliver(Notice notice) throws InterruptedException {
    if (closed) {
      return DeliveryResult.tryLater("channel %s is closed".formatted(name));
    }
    try {
      write(notice);
      return DeliveryResult.delivered();
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while writing to " + directory);
      }
      return DeliveryResult.tryLater(
          "%s was not written: %s".formatted(directory, CleanText.line(e + "", LONGEST_REASON)));
    }
  }

  private void write(Notice notice) throws IOException {
    AlertIndex kept = index();
    for (Alert alert : notice.alerts()) {
      String file = AlertFileName.of(alert.id());
      makeRoom(kept, file);
      replace(file, whole(notice, alert));
      kept.put(file, line(file, notice, alert));
    }
    replace(AlertIndex.FILE, kept.text());
  }

  /** What is to go is forgotten when it is gone, and not before: nobody else would delete it. */
  private void makeRoom(AlertIndex kept, String file) throws IOException {
    while (kept.size() > most || (kept.size() == most && !kept.has(file))) {
      String oldest = kept.oldest();
      Files.deleteIfExists(directory.resolve(oldest));
      kept.forget(oldest);
    }
  }

  private AlertIndex index() throws IOException {
    Files.createDirectories(directory);
    AlertIndex kept = index;
    if (kept == null) {
      kept = AlertIndex.read(directory);
      index = kept;
    }
    return kept;
  }

  private void replace(String file, String json) throws IOException {
    Path target = directory.resolve(file);
    Path fresh = directory.resolve(file + ".tmp");
    Files.deleteIfExists(fresh); // left behind by a crash, or put there by somebody else
    try {
      write(fresh, NoticeJson.utf8(json));
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(fresh); // half of it, on a disk that is full
      throw e;
    }
  }

  private static void write(Path file, byte[] json) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(json);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true); // a power cut leaves the old file or the new one, and no empty one
    }
  }

  private static String whole(Notice notice, Alert alert) {
    return NoticeJson.text(
        json -> {
          json.writeStartObject();
          json.writeNumberField("version", NoticeJson.VERSION);
          json.writeStringField("notice", notice.id());
          json.writeStringField("kind", NoticeJson.word(notice.kind()));
          json.writeStringField("at", notice.at().toString());
          json.writeStringField("title", notice.message().title());
          json.writeFieldName("alert");
          AlertJson.write(json, alert);
          json.writeEndObject();
        });
  }

  private static String line(String file, Notice notice, Alert alert) {
    return NoticeJson.text(
        json -> {
          json.writeStartObject();
          json.writeNumberField("version", NoticeJson.VERSION);
          json.writeStringField("file", file);
          json.writeStringField("at", notice.at().toString());
          json.writeStringField("id", alert.id());
          json.writeStringField("key", alert.key());
          json.writeStringField("severity", NoticeJson.word(alert.severity()));
          json.writeStringField("status", NoticeJson.word(alert.status()));
          json.writeStringField("summary", alert.summary());
          json.writeEndObject();
        });
  }

  /** What comes afterwards is not taken. */
  @Override
  public void close() {
    closed = true;
  }

  /** The name and the directory. */
  @Override
  public String toString() {
    return "JsonFileChannel[" + name + " " + directory + "]";
  }
}
