package io.ispmonitor.examples.demo;

import io.ispmonitor.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;

/** A file with one secret in it, such as a community. */
final class SecretFile {
  private static final int MOST_BYTES = 4_096;

  private SecretFile() {}

  /**
   * Reads it, without the line break at its end.
   *
   * @param option which names it
   * @param warnings takes a sentence when others may read it too
   * @throws BadUseException when there is no secret in it; never with a part of it
   */
  static Secret read(String option, Path file, Consumer<String> warnings) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw refused(option, file, "has more than " + MOST_BYTES + " bytes");
      }
      warn(file, warnings);
      return secret(option, file, bytes);
    } catch (CharacterCodingException e) {
      throw refused(option, file, "is no text in UTF-8");
    } catch (IOException e) {
      throw refused(option, file, "cannot be read: " + Errors.words(e));
    }
  }

  private static Secret secret(String option, Path file, byte[] bytes) throws IOException {
    CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    int end = text.length();
    if (end > 0 && text.charAt(end - 1) == '\n') {
      end -= end > 1 && text.charAt(end - 2) == '\r' ? 2 : 1;
    }
    CharBuffer line = text.subSequence(0, end);
    if (line.isEmpty()) {
      throw refused(option, file, "is empty; write the secret into it");
    }
    if (line.chars().anyMatch(c -> c == '\n' || c == '\r')) {
      throw refused(option, file, "has several lines; write only the secret into it");
    }
    return Secret.of(line);
  }

  private static void warn(Path file, Consumer<String> warnings) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (permissions.contains(PosixFilePermission.GROUP_READ)
        || permissions.contains(PosixFilePermission.OTHERS_READ)) {
      warnings.accept(
          "%s may be read by others (%s); chmod 600 %s keeps the secret to yourself"
              .formatted(file, PosixFilePermissions.toString(permissions), file));
    }
  }

  private static BadUseException refused(String option, Path file, String why) {
    return new BadUseException("%s %s %s".formatted(option, file, why));
  }
}
