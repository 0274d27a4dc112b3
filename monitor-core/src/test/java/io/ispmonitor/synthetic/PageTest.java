package io.ispmonitor.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {
  private static final Page FROM = Page.of(URI.create("https://h.example/login/page?old=1"));

  @ParameterizedTest
  @CsvSource({
    "?lang=en, /login/page?lang=en",
    "'', /login/page?old=1",
    "#there, /login/page?old=1",
    "other, /login/other",
    "other?a=b#c, /login/other?a=b",
    "., /login/",
    ".., /",
    "../x, /x",
    "../../../x, /x",
    "/../x, /x",
    "/a/./b/../c/, /a/c/",
    "/a//../b, /a/b",
    "x/.., /login/",
    "/a?b=/../c, /a?b=/../c",
    "//h.example/a/../b, /b",
    "https://h.example, /",
    "https://h.example/../b?c, /b?c",
    "/ü, /%C3%BC"
  })
  @DisplayName("a redirect leads to where RFC 3986 says")
  void redirects(String location, String path) throws UnfitAnswerException {
    assertEquals(new Page(FROM.origin(), path), FROM.redirectedTo(location));
  }

  @Test
  @DisplayName("a redirect to another host, scheme and port is followed there")
  void elsewhere() throws UnfitAnswerException {
    assertEquals("https://other.example/a", FROM.redirectedTo("//other.example/a").toString());
    assertEquals(
        "http://other.example:81/", FROM.redirectedTo("http://other.example:81").toString());
  }

  @Test
  @DisplayName("a redirect that is no URL is not repeated, as it may hold a secret")
  void broken() {
    for (String location : new String[] {"/cb?token=geheim x", "http://geheim x/", "%geheim"}) {
      UnfitAnswerException e =
          assertThrows(UnfitAnswerException.class, () -> FROM.redirectedTo(location), location);
      assertFalse(e.reason().contains("geheim"), e.reason());
      assertTrue(e.reason().endsWith("it does not have the form of a URL"), e.reason());
    }
  }
}
