package io.ispmonitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MessageTest {
  private static Message to(URI link) {
    return new Message("Tower 7", List.of(), "", link);
  }

  @Test
  @DisplayName("a link is in ASCII, so that nothing in it turns the direction of writing")
  void hostileLink() throws URISyntaxException {
    Message message = to(new URI("https://wiki.example.net/\u202egnp.exe?torre=\u00e9"));

    assertEquals(
        "Tower 7\nhttps://wiki.example.net/%E2%80%AEgnp.exe?torre=%C3%A9", message.plain());
    assertEquals(
        URI.create("https://wiki.example.net/%E2%80%AEgnp.exe?torre=%C3%A9"), message.link());
  }

  @Test
  @DisplayName("an odd character in a link is no reason to say nothing")
  void oddCharacters() throws URISyntaxException {
    assertEquals(
        URI.create("https://wiki.example.net/a?"),
        to(new URI("https://wiki.example.net/a\ud83d")).link(),
        "half a pair");
    assertEquals(
        URI.create("https://%C3%A9.example.net/%E1%BF%AF"),
        to(new URI("https://\u00e9.example.net/\u1fef")).link(),
        "a name with an accent, and what stands for a character that no link may have");
  }

  @Test
  @DisplayName("a link in ASCII stays as it is")
  void usualLink() {
    URI link = URI.create("https://wiki.example.net/run?a=1&b=%20");

    assertSame(link, to(link).link());
  }
}
