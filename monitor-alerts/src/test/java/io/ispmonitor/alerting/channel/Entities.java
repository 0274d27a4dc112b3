package io.ispmonitor.alerting.channel;

import io.ispmonitor.alerting.channel.FakeServer.Refused;

/** The three entities that chats know. */
final class Entities {
  private Entities() {}

  /** What is shown; every ampersand must begin one of them. */
  static String decode(String escaped) {
    if (escaped.replaceAll("&(amp|lt|gt);", "").contains("&")) {
      throw new Refused("an ampersand that begins no entity: " + escaped);
    }
    return escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
