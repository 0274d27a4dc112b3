package io.ispmonitor.jdbc.internal.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Unit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the functions of the database read in blocks is what the readers read, bit by bit. */
@ExtendWith(Postgres.class)
@Timeout(300)
class BlockFunctionsTest {
  private static final int ROUNDS = 300;

  private final PostgresDatabase database;
  private SqlBlocks sql;

  BlockFunctionsTest(PostgresDatabase database) throws SQLException {
    this.database = database;
    this.sql = SqlBlocks.in(database);
  }

  @BeforeEach
  void reconnect() throws SQLException {
    sql.close();
    sql = SqlBlocks.in(database);
  }

  @AfterEach
  void close() throws SQLException {
    sql.close();
  }

  private interface Trial {
    void run(AnySamples any) throws SQLException;
  }

  private static void repeat(long seed, Trial trial) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS; round++) {
      long roundSeed = random.nextLong();
      try {
        trial.run(new AnySamples(new SplittableRandom(roundSeed)));
      } catch (SQLException | RuntimeException | AssertionError e) {
        throw new AssertionError("round %d with the seed %d".formatted(round, roundSeed), e);
      }
    }
  }

  private void assertSame(byte[] block, Layout layout) throws SQLException {
    assertEquals(
        SqlRow.of(block, layout), sql.read(block, layout), () -> HexFormat.of().formatHex(block));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  @DisplayName("series chunks of any samples")
  void seriesChunks(long seed) {
    repeat(seed, any -> assertSame(AnyBlocks.seriesChunk(any, any.count(200)), Layout.EMPTY));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  @DisplayName("row blocks of any samples, all columns and each by itself")
  void rowBlocks(long seed) {
    repeat(
        seed,
        any -> {
          Layout layout = any.layout();
          byte[] block = AnyBlocks.rowBlock(any, layout, any.count(any.count(2) == 1 ? 4 : 60));
          assertSame(block, layout);
          for (int column = 0; column < layout.size(); column++) {
            assertEquals(SqlRow.of(block, layout, column), sql.read(block, layout, column));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  @DisplayName("rollup chunks of any buckets")
  void rollupChunks(long seed) {
    repeat(seed, any -> assertSame(AnyBlocks.rollupChunk(any, any.count(60)), Layout.EMPTY));
  }

  @Test
  @DisplayName("all blocks that must be readable for ever")
  void goldenBlocks() throws SQLException {
    for (byte[] block : BlockGoldenTest.blocks()) {
      assertSame(block, BlockGoldenTest.PING);
    }
    assertEquals(10, BlockGoldenTest.blocks().size());
  }

  @Test
  @DisplayName("65,536 samples, and not one more")
  void mostSamples() throws SQLException {
    byte[] most = HexFormat.of().parseHex("21808004" + "14" + "060002" + "20" + "0400");
    byte[] more = HexFormat.of().parseHex("21818004" + "14" + "060002" + "20" + "0400");
    assertSame(most, Layout.EMPTY);
    SQLException refused = assertThrows(SQLException.class, () -> sql.read(more, Layout.EMPTY));
    String message = String.valueOf(refused.getMessage());
    assertTrue(
        message.contains(
            "block of 11 bytes is corrupt at byte 4: it says 65537 samples, and there may be 1 to"
                + " 65536"),
        message);
  }

  @Test
  @DisplayName("nothing is made of nothing")
  void nulls() throws SQLException {
    assertEquals(List.of(), sql.read(null, Layout.EMPTY));
  }

  @Test
  @DisplayName("damaged blocks are read or refused as the readers do, with the place named")
  void damaged() throws SQLException {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    AnySamples any = new AnySamples(random);
    int refused = 0;
    int read = 0;
    for (int round = 0; round < 4_000; round++) {
      Layout layout = any.layout();
      byte[] block = damage(random, AnyBlocks.any(any, layout));
      try {
        if (assertSameOrRefused(block, layout)) {
          read++;
        } else {
          refused++;
        }
      } catch (SQLException | RuntimeException | AssertionError e) {
        throw new AssertionError(
            "seed %d, round %d: %s".formatted(seed, round, HexFormat.of().formatHex(block)), e);
      }
    }
    assertTrue(refused > 500 && read > 500, refused + " refused, " + read + " read");
  }

  /** Cuts a block off, adds to it, turns a bit over, or sets bytes behind a good beginning. */
  private static byte[] damage(SplittableRandom random, byte[] good) {
    byte[] block = good.clone();
    switch (random.nextInt(6)) {
      case 0 -> block = Arrays.copyOf(block, random.nextInt(block.length));
      case 1 -> block = Arrays.copyOf(block, block.length + 1);
      case 2 -> {
        for (int i = random.nextInt(1, block.length); i < block.length; i++) {
          block[i] = (byte) random.nextInt();
        }
      }
      default -> block[random.nextInt(block.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return block;
  }

  private boolean assertSameOrRefused(byte[] block, Layout layout) throws SQLException {
    List<SqlRow> expected;
    try {
      expected = SqlRow.of(block, layout);
    } catch (CorruptBlockException e) {
      SQLException refused = assertThrows(SQLException.class, () -> sql.read(block, layout));
      assertEquals("XX001", refused.getSQLState(), () -> e.getMessage() + "; " + refused);
      assertTrue(
          String.valueOf(refused.getMessage())
              .contains("block of " + block.length + " bytes is corrupt at byte"),
          refused::toString);
      return false;
    }
    assertEquals(expected, sql.read(block, layout));
    return true;
  }

  @Test
  @DisplayName("a hundred columns of which one is wanted")
  void manyColumns() throws SQLException {
    AnySamples any = new AnySamples(new SplittableRandom(7));
    List<Layout.Column> columns = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      columns.add(new Layout.Column(Metric.gauge("any", Unit.COUNT, any.resolution()), "" + i));
    }
    Collections.reverse(columns);
    Layout layout = Layout.of(columns);
    for (int rows : new int[] {1, 4, 5, 40}) {
      byte[] block = AnyBlocks.rowBlock(any, layout, rows);
      assertSame(block, layout);
      for (int column : new int[] {0, 50, 99}) {
        assertEquals(SqlRow.of(block, layout, column), sql.read(block, layout, column));
      }
    }
  }
}
