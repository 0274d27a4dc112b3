package io.ispmonitor.snmp.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.snmp.Oid;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileMistakesTest {
  private static final String BEGIN = "profile p \"P\"";
  private static final String GAUGE = "gauge power.voltage 1.3.6.1.4.1.9.1.0 ";

  @TempDir Path directory;
  private Written written = new Written(Path.of("."));

  @BeforeEach
  void setUp() {
    written = new Written(directory);
  }

  @ParameterizedTest
  @DisplayName("a line in a profile that is wrong is told with its number and what to do")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          guage power.voltage 1.3 | unknown keyword 'guage' here; did you mean 'gauge'?
          end | unknown keyword 'end' here; known are counter, firmware, gauge, include, match, metric, oid, profile, quirk, source, state, table
          match | the line ends after 'match'; at least one word should follow
          match 1.3.x | '1.3.x' is no object identifier; write digits with dots, such as 1.3.6.1.2.1.1.3.0
          match ifEntri.1 | object 'ifEntri.1' has no name here; declare it with 'oid ifEntri 1.3.6...' or write digits; there are 0, none of them similar
          quirk no-bulc | unknown quirk 'no-bulc'; did you mean 'no-bulk'?
          firmware "v(" | 'v(' is no regular expression: Unclosed group
          firmware "v1" | profile p: the pattern 'v1' for the firmware has no group; put the version in brackets
          source read "x" | 'read' does not say how sure the source is; known are assumed, in-use, mib
          source mib | the line ends after 'mib'; the document, such as "IF-MIB, RFC 2863", should follow
          gauge power.voltag 1.3 | metric 'power.voltag' is not declared; declare it like 'metric power.voltage V 0.1'; did you mean 'power.voltage'?
          gauge power.voltage | the line ends after 'power.voltage'; an object identifier should follow
          gauge power.voltage 1.3 scael 8 | unknown option 'scael'; did you mean 'scale'?
          gauge power.voltage 1.3 scale | the line ends after 'scale'; a number should follow
          gauge power.voltage 1.3 scale ten | 'ten' is no number; write it like 0.1, 1e6 or 1/10
          gauge power.voltage 1.3 scale NaN | 'NaN' is no number; write it like 0.1, 1e6 or 1/10
          gauge power.voltage 1.3 scale 1/0 | '1/0' is divided by zero
          gauge power.voltage 1.3 scale 8 scale 8 | option 'scale' stands here twice; leave one out
          gauge power.voltage 1.3 scale 0 | item power.voltage at 1.3: the factor must be a number other than 0 and the offset a number, were 0.0 and 0.0
          gauge power.voltage 1.3 least 2 most 1 | item power.voltage at 1.3: the least value 2.0 is above the most 1.0
          gauge power.voltage 1.3 ceiling if.speed | item power.voltage at 1.3: only a counter has a narrow stand-in or a ceiling; make it one or leave it out
          gauge power.voltage 1.3 novalue 1,x | 'x' is no whole number of up to 18 digits
          gauge power.voltage 1.3 every 5 | '5' is no time; write it like 30s, 15m or 1h
          gauge power.voltage 1.3 firmware 7 | '7' is no range of versions; write it like 8.7.4..8.7.6, 7.. or ..6.49
          gauge power.voltage 1.3 firmware 7..6 | '7..6' ends before it begins; write the lower version first
          gauge power.voltage 1.3 firmware a..b | firmware version 'a' must be numbers joined by dots, such as 8.7.4
          gauge power.voltage 1.3 where 1.4 | '1.4' is no condition; write column and numbers like column=1,2
          gauge power.voltage "1.3 | the quotation mark is not closed; quoted text ends on the line it begins
          state power.status 1.3 | the line ends after '1.3'; what its numbers mean, such as 1=up,2=down, should follow
          state power.status 1.3 1=up,down | 'down' names no state; write number and name like 1=up,2=down
          state power.status 1.3 1=up,2= | '2=' names no state; write number and name like 1=up,2=down
          state power.status 1.3 1=up,1=down | state 1 is named twice; name each number once
          quirk no-bulk "no bulk" | unknown quirk 'no bulk'; did you mean 'no-bulk'?
          oid x 1.3 1.4 | '1.4' is too much; put text with blanks in quotation marks
          metric power.voltage W 0.01 | metric power.voltage is declared already as 'metric power.voltage V 0.01', and here as 'metric power.voltage W 0.01'; say the same or take another name
          metric m mV 1 | 'mV' is no unit; base units only, others are reached by scale: s, bit/s, B, V, A, W, dBm, dB, C, Hz, m, ratio, count, 1/s, °C
          metric M V 1 | metric name 'M' must be lower case words joined by dots, such as ping.rtt
          metric m V 1 counter | only 'rate' may follow the resolution, for what counters feed
          metric m V -1 | metric 'm': resolution must be 0 or more, was -1.0
          oid 1x 1.3 | '1x' cannot name an object; use letters and digits, such as ifXEntry
          counter power.voltage 1.3 | metric power.voltage is no rate, as a counter needs; add 'rate' to its declaration, or write gauge
          gauge if.in 1.3 | metric if.in is a rate, which only a counter feeds; write counter
          gauge power.voltage 1.3 firmware 7.. | profile p has objects for some versions of the firmware, but no line 'firmware' that finds the version in sysDescr; add one
          gauge power.voltage 1.3 where 1.4=1 | metric power.voltage is that of a single object, which no other column describes; put it into a table, or leave out 'where', 'decimals' and 'prefix'
          include iff-mib | there is no profile 'iff-mib' to include; did you mean 'if-mib'?
          match 1.3.6.1.4.1.14988 | profiles mikrotik and p both match 1.3.6.1.4.1.14988; lengthen it in one of them, or give both one name
          """)
  void oneLine(String line, String sentence) {
    String number =
        sentence.startsWith("profile p has") ? "2" : "3"; // that is about the profile as a whole
    assertEquals(List.of(number + ": " + sentence), written.mistakes("# mine", BEGIN, line));
  }

  @ParameterizedTest
  @DisplayName("a line in a table that is wrong is told with its number and what to do")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name mac 200 | '200' is no part of an index; they are counted from 0 to 127
          name mac -1 | '-1' is no part of an index; they are counted from 0 to 127
          share if.in.utilisation if.in by if.speed | 'by' stands where 'over' should; write it like share if.in.utilisation if.in over if.speed
          share if.in.utilisation if.in over if.spead | table t: the share names metric 'if.spead', which the table does not measure; did you mean 'if.speed'?
          share if.speed if.in over if.speed | table t: metric if.speed is measured twice; give the share another
          share if.out if.in over if.speed | table t: metric if.out is a rate; give the share another
          counter if.out 1.3.9 ceiling if.sped | table t: the ceiling names metric 'if.sped', which the table does not measure; did you mean 'if.speed'?
          gauge if.speed 1.3.8 | table t: metric if.speed is measured twice for the same row, by 1.3.2 (HERE:4) and 1.3.8; take another metric, or part them by 'firmware' or 'where'
          match 1.3 | unknown keyword 'match' here; known are comes-and-goes, count, counter, discontinuity, end, gauge, metric, name, oid, profile, share, source, state, table
          """)
  void oneLineOfATable(String line, String sentence) {
    String[] lines = {BEGIN, "table t", "counter if.in 1.3.1", "gauge if.speed 1.3.2", line, "end"};
    String expected = sentence.replace("HERE", directory.resolve("host.profile").toString());
    List<String> told = written.mistakes(lines);
    assertEquals(1, told.size(), told::toString);
    assertEquals(
        "5: " + expected.replace(directory + "/", "").replace("host.profile:", ""), told.get(0));
  }

  @Test
  @DisplayName("all mistakes are told at once, in the order of the lines")
  void all() {
    List<String> told =
        written.mistakes("profle x", BEGIN, "match", GAUGE, "quirk x", "table", "gauge x y", "end");

    assertEquals(
        List.of("1", "3", "5", "6", "7"),
        told.stream().map(is -> is.substring(0, is.indexOf(':'))).toList());
  }

  @Test
  @DisplayName("the message of the exception shows each mistake with its file and line")
  void message() {
    Path file = written.file("a.profile", "x", "y");
    ProfileException refused =
        assertThrows(ProfileException.class, () -> Written.BUILT_IN.with(file));

    String known = "known are metric, oid, profile";
    assertEquals(
        "profiles with 2 mistakes:\n  %s:1: unknown keyword 'x' here; %s\n  %s:2: unknown keyword 'y' here; %s"
            .formatted(file, known, file, known),
        refused.getMessage());
  }

  @Test
  @DisplayName("what seems to be missing because its own line is wrong is not told too")
  void noFollowers() {
    assertEquals(
        List.of("3: unknown option 'x'; " + known()),
        written.mistakes(
            BEGIN,
            "table t",
            "gauge if.speed 1.3.1 x",
            "counter if.in 1.3.2 ceiling if.speed",
            "end",
            "profile q \"Q\"",
            "include p"));
  }

  private static String known() {
    return "known are ceiling, decimals, every, firmware, least, most, narrow, novalue, offset, over,"
        + " prefix, scale, source, where";
  }

  @Test
  @DisplayName("a table that is not ended is told where it begins, whatever follows")
  void notEnded() {
    String sentence = "table 't' is not ended; write 'end' behind its last line";
    assertEquals(
        List.of("2: " + sentence, "4: " + sentence, "6: " + sentence),
        written.mistakes(BEGIN, "table t", GAUGE, "table t", "profile q \"Q\"", "table t", GAUGE));
  }

  @Test
  @DisplayName("lines behind a name that is wrong are read for their own mistakes")
  void nameless() {
    assertEquals(
        List.of(
            "1: the line ends after 'p'; a title in quotation marks should follow",
            "2: unknown quirk 'x'; known are no-bulk, wrong-uptime",
            "3: profile name 'Q' must be lower case words joined by hyphens, such as if-mib"),
        written.mistakes("profile p", "quirk x", "profile Q \"Q\"", GAUGE));
  }

  @Test
  @DisplayName("a table without a column, and two of one name, are mistakes")
  void tables() {
    String[] table = {"table t", GAUGE, "end"};
    assertEquals(
        List.of("2: table t has no column; name one"), written.mistakes(BEGIN, "table t", "end"));
    assertEquals(
        List.of("5: profile p has two tables t; give one of them another name"),
        written.mistakes(BEGIN, table[0], table[1], table[2], table[0], table[1], table[2]));
  }

  @Test
  @DisplayName("the metric that counts rows cannot be a rate")
  void countOfRate() {
    assertEquals(
        List.of("2: table t: metric if.in is a rate, and cannot count rows; take another"),
        written.mistakes(BEGIN, "table t", "count if.in", "end"));
  }

  @Test
  @DisplayName("the metric that counts rows cannot be that of a single object")
  void count() {
    assertEquals(
        List.of(
            "3: table t: the metric wireless.clients, which counts its rows, is measured elsewhere"
                + " in the profile too; take another"),
        written.mistakes(
            BEGIN, "gauge wireless.clients 1.3", "table t", "count wireless.clients", "end"));
  }

  @Test
  @DisplayName("a circle of includes is told once, with its way")
  void circle() {
    assertEquals(
        List.of("6: includes go in a circle: a -> b -> c -> a; take one out"),
        written.mistakes(
            "profile a \"A\"",
            "include b",
            "profile b \"B\"",
            "include c",
            "profile c \"C\"",
            "include a"));
  }

  @Test
  @DisplayName("two profiles of one name are a mistake, in one file and in two")
  void names() {
    Path one = written.file("1.profile", BEGIN, BEGIN);
    Path two = written.file("2.profile", BEGIN);
    String sentence = "profile p is there already, at %s:1; give one of them another name";
    assertEquals(
        List.of(
            "1.profile:2: " + sentence.formatted(one), "2.profile:1: " + sentence.formatted(one)),
        written.mistakes(one, two).stream()
            .map(is -> is.replace("at 1.profile", "at " + one))
            .toList());
  }

  @Test
  @DisplayName("a name of an object has one meaning in a file")
  void oidTwice() {
    assertEquals(
        List.of("2: 'x' is 1.3 already; give 1.4 another name"),
        written.mistakes("oid x 1.3", "oid x 1.4", "oid x 1.3"));
  }

  @Test
  @DisplayName("profiles that were not read from a file are checked too")
  void built() {
    Metric own = Metric.gauge("own.state", Unit.COUNT, 1);
    Metric wrong = Metric.gauge("power.voltage", Unit.WATTS, 1);
    Oid oid = Oid.of("1.3.6.1.4.1.9");
    Profile profile =
        new Profile(
            "p",
            "P",
            List.of(oid),
            List.of("if-mob"),
            null,
            Set.of(),
            List.of(Item.state(own, oid, Map.of()), Item.gauge(wrong, oid)),
            List.of());
    ProfileException refused =
        assertThrows(ProfileException.class, () -> Written.BUILT_IN.with(profile));

    assertEquals(
        List.of(
            "profile p: metric power.voltage is declared already as 'metric power.voltage V 0.01',"
                + " and here as 'metric power.voltage W 1'; say the same or take another name",
            "profile p: there is no profile 'if-mob' to include; did you mean 'if-mib'?",
            "profile p: the state own.state has no names for its numbers; say what they"
                + " mean, like 1=up,2=down"),
        refused.problems().stream().map(ProfileProblem::toString).toList());
  }

  @Test
  @DisplayName("a path that is not there, and a directory without profiles, are told")
  void paths() {
    List<String> told = written.mistakes(directory.resolve("none.profile"), directory);
    assertEquals(2, told.size());
    assertTrue(
        told.stream()
            .anyMatch(is -> is.endsWith("is neither a file nor a directory; see that it is there")),
        told::toString);
    assertTrue(
        told.stream()
            .anyMatch(
                is -> is.endsWith("no file in this directory ends in .profile; name them so")),
        told::toString);
  }
}
