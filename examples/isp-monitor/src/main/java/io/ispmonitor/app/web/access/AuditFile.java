package io.ispmonitor.app.web.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was done by whom, in files that only their owner reads, a line of JSON each. A file that is
 * full is put aside as {@code NAME.1}, and those before it move on; the last is removed. For one
 * thread at a time.
 */
final class AuditFile {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rw-------");
  private static final long MOST_READ = 4L << 20;

  private final Path file;
  private final long mostBytes;
  private final int most;
  private boolean isOwned;

  /**
   * Files that may be there already.
   *
   * @param file the one that is written
   * @param mostBytes how large one gets
   * @param most how many there are with it, at least 1
   */
  AuditFile(Path file, long mostBytes, int most) {
    this.file = file;
    this.mostBytes = mostBytes;
    this.most = most;
  }

  /** Appends a line. */
  void append(AuditEntry entry) throws IOException {
    byte[] line = (line(entry) + "\n").getBytes(StandardCharsets.UTF_8);
    if (Files.exists(file) && Files.size(file) + line.length > mostBytes) {
      turnOver();
    }
    own();
    ByteBuffer bytes = ByteBuffer.wrap(line);
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS),
            attributes())) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  /**
   * The last entries, the newest first: at most so many, of the last four megabytes of each file. A
   * line that is none is passed over.
   */
  Deque<AuditEntry> newestFirst(int atMost) throws IOException {
    Deque<AuditEntry> entries = new ArrayDeque<>();
    for (int number = 0; number < most && entries.size() < atMost; number++) {
      if (Files.isRegularFile(named(number), LinkOption.NOFOLLOW_LINKS)) {
        List<String> lines = lastLines(named(number));
        for (int i = lines.size() - 1; i >= 0 && entries.size() < atMost; i--) {
          read(lines.get(i)).ifPresent(entries::addLast);
        }
      }
    }
    return entries;
  }

  private Path named(int number) {
    return number == 0 ? file : file.resolveSibling(file.getFileName() + "." + number);
  }

  private void turnOver() throws IOException {
    Files.deleteIfExists(named(most - 1));
    for (int number = most - 1; number > 0; number--) {
      if (Files.exists(named(number - 1))) {
        Files.move(named(number - 1), named(number), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Those of an earlier release may be readable by others. */
  private void own() throws IOException {
    for (int number = 0; !isOwned && number < most; number++) {
      if (hasOwners() && Files.isRegularFile(named(number), LinkOption.NOFOLLOW_LINKS)) {
        Files.setPosixFilePermissions(named(number), OWNERS);
      }
    }
    isOwned = true;
  }

  private FileAttribute<?>[] attributes() {
    return hasOwners()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNERS)}
        : new FileAttribute<?>[0];
  }

  private boolean hasOwners() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static List<String> lastLines(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long from = Math.max(0, channel.size() - MOST_READ);
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MOST_READ, channel.size() - from));
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
        // until all of it is there
      }
      String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
      return text.lines().skip(from == 0 ? 0 : 1).toList();
    }
  }

  private static String line(AuditEntry entry) throws JsonProcessingException {
    ObjectNode line =
        JSON.createObjectNode()
            .put("at", entry.at().toString())
            .put("user", entry.user())
            .put("role", entry.role())
            .put("address", entry.address())
            .put("action", entry.action())
            .put("target", entry.target())
            .put("detail", entry.detail());
    return JSON.writeValueAsString(line);
  }

  private static Optional<AuditEntry> read(String line) {
    try {
      JsonNode is = JSON.readTree(line);
      return Optional.of(
          new AuditEntry(
              Instant.parse(is.path("at").asText()),
              is.path("user").asText(),
              is.path("role").asText(),
              is.path("address").asText(),
              is.path("action").asText(),
              is.path("target").asText(),
              is.path("detail").asText()));
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty(); // cut off when the machine lost its power, or somebody else's
    }
  }
}
