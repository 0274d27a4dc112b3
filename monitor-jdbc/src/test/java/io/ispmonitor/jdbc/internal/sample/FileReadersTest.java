package io.ispmonitor.jdbc.internal.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReadersTest {
  private final Path directory;
  private final FileReaders readers = new FileReaders();

  FileReadersTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @AfterEach
  void close() {
    readers.close();
  }

  private Path file(String name, int value) throws SQLException {
    Path file = directory.resolve(name);
    try (Connection connection = writer(file);
        Statement statement = connection.createStatement()) {
      statement.execute("pragma journal_mode = wal");
      statement.execute("create table t (value integer)");
      statement.execute("insert into t values (" + value + ")");
    }
    return file;
  }

  private static Connection writer(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  private int read(Path file) throws SQLException {
    try (FileReaders.Reader reader = readers.open(file).orElseThrow()) {
      reader.connection().setAutoCommit(false);
      return value(reader);
    }
  }

  private static int value(FileReaders.Reader reader) throws SQLException {
    try (Statement statement = reader.connection().createStatement();
        ResultSet rows = statement.executeQuery("select max(value) from t")) {
      assertTrue(rows.next());
      return rows.getInt(1);
    }
  }

  @Test
  @DisplayName("whoever reads next gets the same connection, and sees what was written since")
  void sees() throws Exception {
    Path file = file("a.db", 1);
    Connection first;
    try (FileReaders.Reader reader = readers.open(file).orElseThrow()) {
      first = reader.connection();
      first.setAutoCommit(false);
      assertEquals(1, value(reader));
    }
    try (Connection writer = writer(file);
        Statement statement = writer.createStatement()) {
      statement.execute("insert into t values (2)");
    }
    try (FileReaders.Reader reader = readers.open(file).orElseThrow()) {
      assertSame(first, reader.connection());
      assertTrue(first.getAutoCommit());
      assertEquals(2, value(reader));
    }
  }

  @Test
  @DisplayName("two who read at the same time read each for themselves")
  void two() throws Exception {
    Path file = file("a.db", 1);
    try (FileReaders.Reader one = readers.open(file).orElseThrow();
        FileReaders.Reader other = readers.open(file).orElseThrow()) {
      assertNotSame(one.connection(), other.connection());
      assertEquals(value(one), value(other));
    }
    assertEquals(2, readers.idle());
  }

  @Test
  @DisplayName("a file that was replaced is read, not the one that it replaced")
  void replaced() throws Exception {
    Path file = file("a.db", 1);
    assertEquals(1, read(file));
    Files.move(file("b.db", 7), file, StandardCopyOption.REPLACE_EXISTING);
    assertEquals(7, read(file));
    assertEquals(1, readers.idle());
  }

  @Test
  @DisplayName("a file that was removed is not there, and nobody keeps its room on the disk")
  void removed() throws Exception {
    Path file = file("a.db", 1);
    try (FileReaders.Reader reader = readers.open(file).orElseThrow()) {
      assertEquals(1, value(reader));
      Files.delete(file);
    }
    assertEquals(0, readers.idle());
    assertTrue(readers.open(file).isEmpty());
  }

  @Test
  @DisplayName("so many stay open, however many are read")
  void bounded() throws Exception {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      files.add(file(i + ".db", i));
    }
    for (int i = 0; i < 40; i++) {
      assertEquals(i, read(files.get(i)));
    }
    assertEquals(16, readers.idle());
    try (FileReaders.Reader reader = readers.open(files.get(39)).orElseThrow()) {
      assertEquals(39, value(reader));
      assertEquals(15, readers.idle(), "the one read last is kept");
    }
  }

  @Test
  @DisplayName("closed, it keeps none, not even those that were being read")
  void closed() throws Exception {
    Path file = file("a.db", 1);
    Connection connection;
    try (FileReaders.Reader reader = readers.open(file).orElseThrow()) {
      connection = reader.connection();
      readers.close();
      assertEquals(1, value(reader));
    }
    assertTrue(connection.isClosed());
    assertEquals(0, readers.idle());
  }

  @Test
  @DisplayName("one whose transaction broke is not read again")
  void broken() throws Exception {
    Path file = file("a.db", 1);
    FileReaders.Reader reader = readers.open(file).orElseThrow();
    reader.connection().setAutoCommit(false);
    assertEquals(1, value(reader));
    reader.connection().close();
    assertThrows(SQLException.class, reader::close);
    assertEquals(0, readers.idle());
    assertEquals(1, read(file));
  }
}
