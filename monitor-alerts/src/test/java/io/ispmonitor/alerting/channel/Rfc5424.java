package io.ispmonitor.alerting.channel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message of RFC 5424 with one element of structured data and a text in UTF-8, read as strictly
 * as the grammar in section 6 says.
 */
record Rfc5424(
    int facility,
    int severity,
    String time,
    String hostName,
    String appName,
    String procId,
    String msgId,
    String dataId,
    Map<String, String> data,
    String text) {

  private static final Pattern GRAMMAR =
      Pattern.compile(
          "<(0|[1-9][0-9]{0,2})>1 "
              + "([0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z) "
              + "([!-~]{1,255}) ([!-~]{1,48}) ([!-~]{1,128}) ([!-~]{1,32}) "
              + "\\[([!#-<>-\\\\^-~]{1,32})((?: [!#-<>-\\\\^-~]{1,32}=\"(?:[^\"\\\\\\]]|\\\\[\"\\\\\\]])*\")*)\\] "
              + "\ufeff(.*)");

  private static final Pattern PARAMETER =
      Pattern.compile(" ([^=]+)=\"((?:[^\"\\\\\\]]|\\\\[\"\\\\\\]])*)\"");

  static Rfc5424 parse(byte[] message) {
    Matcher found = GRAMMAR.matcher(utf8(message));
    if (!found.matches() || Integer.parseInt(found.group(1)) > 191) {
      throw new AssertionError("not of RFC 5424: " + utf8(message));
    }
    Map<String, String> data = new LinkedHashMap<>();
    Matcher parameter = PARAMETER.matcher(found.group(8));
    while (parameter.find()) {
      data.put(parameter.group(1), parameter.group(2).replaceAll("\\\\(.)", "$1"));
    }
    int priority = Integer.parseInt(found.group(1));
    return new Rfc5424(
        priority / 8,
        priority % 8,
        found.group(2),
        found.group(3),
        found.group(4),
        found.group(5),
        found.group(6),
        found.group(7),
        data,
        found.group(9));
  }

  private static String utf8(byte[] message) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError("not UTF-8", e);
    }
  }
}
