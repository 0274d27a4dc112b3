package io.ispmonitor.app.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.ispmonitor.app.site.TestSite;
import io.ispmonitor.app.web.access.Access;
import io.ispmonitor.app.web.access.Role;
import io.ispmonitor.app.web.access.User;
import io.ispmonitor.secret.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, over a real server; only the network behind is a simulated one. */
@Tag("interop")
@Timeout(300)
class PageInteropTest {
  private static final String PASSWORD = "correct horse battery";

  @TempDir Path profile;

  private TestSite site;
  private WebServer server;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    site = TestSite.start();
    server = WebServer.start(site.site(), WebSettings.local(0).time(site.time()));
    browser = Browser.start(profile);
  }

  @AfterEach
  void end() throws Exception {
    try (Browser closed = browser) {
      assertEquals(List.of(), closed.errors(), "what the browser complains of");
    } finally {
      server.close();
      site.close();
    }
  }

  @Test
  @DisplayName("an outage appears without a reload, as one trouble with what is behind it")
  void outage() throws Exception {
    open("");
    browser.await(says("Nothing is down."));
    browser.eval("window.sameDocument = true");
    site.lose("tower-1");
    browser.await(says("Tower one") + " && " + says("3 behind it are not told of one by one"));
    assertTrue(browser.eval("window.sameDocument === true").asBoolean());
    site.regain("tower-1");
    browser.await(says("Nothing is down."));
  }

  @Test
  @DisplayName("an alert is acknowledged with a comment, and its ledger says why who was told")
  void acknowledge() throws Exception {
    site.lose("tower-1");
    open("alerts");
    browser.await("document.querySelector('article.alert button')");
    browser.click("article.alert summary");
    browser.await("document.querySelector('article.alert td')");
    browser.click("article.alert button");
    browser.type("article.alert form input", "a technician is on the way");
    browser.click("article.alert form button.first");
    awaitInTime(says("Acknowledged by local") + " && " + says("a technician is on the way"));
  }

  @Test
  @DisplayName("maintenance begins and ends with a button, and shows")
  void maintenance() throws Exception {
    open("device/radio-1");
    browser.click("#maintenance");
    browser.type("form input", "new antenna");
    browser.click("form button.first");
    awaitInTime("document.querySelector('#maintenance')?.getAttribute('aria-pressed') === 'true'");
    browser.await(says("new antenna"));
    browser.click("#maintenance");
    awaitInTime("document.querySelector('#maintenance')?.getAttribute('aria-pressed') === 'false'");
  }

  @Test
  @DisplayName("the smoke graph is drawn: its canvas has the colour of the median")
  void smoke() throws Exception {
    site.pass(Duration.ofMinutes(20));
    open("device/radio-1");
    browser.await("document.querySelector('#smoke canvas')");
    browser.await(
        """
        (() => {
          const canvas = document.querySelector('#smoke canvas');
          const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          let found = 0;
          for (let i = 0; i < pixels.length; i += 4) {
            if (pixels[i] < 60 && pixels[i + 1] > 70 && pixels[i + 2] > 80 && pixels[i + 3] > 200) { found++; }
          }
          return found > 20;
        })()""");
  }

  @Test
  @DisplayName("whoever is unknown logs in, and a viewer is shown nothing to change")
  void roles() throws Exception {
    server.use(
        Access.of(List.of(user("vera", Role.VIEWER), user("otto", Role.OPERATOR)), List.of()));
    open("device/radio-1");
    browser.type("input[name=user]", "vera");
    browser.type("input[name=password]", "wrong");
    browser.click("form button");
    browser.await("document.querySelector('form [role=alert]')");
    browser.eval("document.querySelector('input[name=user]').value = ''");
    login("vera");
    browser.await(says("radio-1"));
    assertTrue(browser.eval("document.querySelector('#maintenance') === null").asBoolean());
    browser.click(".tools button:last-child");
    login("otto");
    browser.await("document.querySelector('#maintenance')");
    forgetRefusals();
  }

  @Test
  @DisplayName("on a phone nothing has to be scrolled sideways")
  void phone() throws Exception {
    site.lose("tower-1");
    browser.size(360, 740);
    open("");
    for (String page :
        List.of(
            "devices",
            "device/tower-1",
            "alerts",
            "maintenance",
            "health",
            "map",
            "availability",
            "capacity",
            "anomalies",
            "audit")) {
      browser.eval("document.querySelector('#page').replaceChildren()");
      browser.eval("location.hash = '#/" + page + "'");
      browser.await("document.querySelector('#page h1, #page h2')");
      browser.await("document.documentElement.scrollWidth <= innerWidth");
    }
  }

  @Test
  @DisplayName("a device whose name is a program is a name")
  void hostile() throws Exception {
    open(
        "device/"
            + URLEncoder.encode(TestSite.HOSTILE, StandardCharsets.UTF_8).replace("+", "%20"));
    browser.await(
        "document.querySelector('h1')?.textContent.includes('<script>alert(1)</script>')");
    open("devices");
    browser.await(says("<script>alert(1)</script>"));
    assertEquals(1, browser.eval("document.scripts.length").asInt());
  }

  @Test
  @DisplayName("Portuguese is a choice away, and stays chosen")
  void portuguese() throws Exception {
    open("alerts");
    browser.await(says("There are no alerts."));
    browser.eval(
        "{ const s = document.querySelector('.tools select'); s.value = 'pt-BR'; s.dispatchEvent(new Event('change')); }");
    browser.await(says("Não há alertas."));
    open("health");
    browser.await(says("Saudável"));
    assertEquals("pt-BR", browser.eval("document.documentElement.lang").asText());
  }

  /** The network's time goes on while the browser, which lives in ours, is waited for. */
  private void awaitInTime(String expression) throws Exception {
    for (int i = 0; i < 100 && !browser.isTrue(expression); i++) {
      site.pass(Duration.ofSeconds(1));
      browser.eval("new Promise(done => setTimeout(done, 100))");
    }
    browser.await(expression);
  }

  /** A login that is refused is an answer of 401, of which the browser complains. */
  private void forgetRefusals() {
    assertTrue(browser.errors().stream().allMatch(error -> error.contains("401")));
    browser.forgetErrors();
  }

  private void login(String name) throws Exception {
    browser.type("input[name=user]", name);
    browser.type("input[name=password]", PASSWORD);
    browser.click("form button");
  }

  private static User user(String name, Role role) {
    String hash = BCrypt.withDefaults().hashToString(4, PASSWORD.toCharArray());
    return new User(name, Secret.of(hash), role);
  }

  private void open(String page) throws Exception {
    browser.open("http://127.0.0.1:%d/?%d#/%s".formatted(server.port(), page.hashCode(), page));
  }

  private static String says(String text) {
    return "document.body.innerText.includes('" + text + "')";
  }
}
