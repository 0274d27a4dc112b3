package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.ChannelFactory;
import io.ispmonitor.alert.ChannelSettings;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.secret.Secret;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailChannelFactoryTest {
  private static final Map<String, String> WORDS =
      Map.of(
          "host",
          "mail.example.net",
          "from",
          "m@example.net",
          "to",
          "a@example.net, b@example.net");

  private static NotificationChannel create(Map<String, String> more, Map<String, Secret> secrets) {
    Map<String, String> words = new HashMap<>(WORDS);
    words.putAll(more);
    return new MailChannelFactory().create("noc", new ChannelSettings("noc", words, secrets));
  }

  @Test
  @DisplayName("the service loader finds it, and it makes a channel that hides its password")
  void found() {
    ChannelFactory factory =
        ServiceLoader.load(ChannelFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(is -> is.type().equals("mail"))
            .findFirst()
            .orElseThrow();
    assertInstanceOf(MailChannelFactory.class, factory);

    NotificationChannel channel =
        create(Map.of("user", "ana"), Map.of("password", Secret.of("planted")));

    assertEquals("noc", channel.name());
    assertEquals("MailChannel[noc mail.example.net:587 (STARTTLS)]", channel.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "encryption, ssl, encryption must be starttls",
    "port, 0, port must be a number",
    "to, nobody, is no mail address",
    "from, é@example.net, is no mail address",
    "user, ana, password is missing",
    "password, x, password is given without a user",
    "prot, 25, nothing is called [prot]",
    "ca, /nonexistent.pem, ca must be a file",
  })
  @DisplayName("a wrong setting is named with the channel")
  void wrongSettings(String name, String value, String message) {
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> create(Map.of(name, value), Map.of()));

    String said = String.valueOf(wrong.getMessage());
    assertTrue(said.startsWith("channel noc: "), said);
    assertTrue(said.contains(message), said);
  }

  @Test
  @DisplayName("a password is not sent in clear text")
  void clearPassword() {
    Map<String, String> words = Map.of("encryption", "none", "user", "ana");
    Map<String, Secret> secrets = Map.of("password", Secret.of("planted"));

    assertThrows(IllegalArgumentException.class, () -> create(words, secrets));
  }

  @Test
  @DisplayName("an address cannot bring a header of its own")
  void hostileAddress() {
    assertThrows(
        IllegalArgumentException.class,
        () -> create(Map.of("from", "a@example.net\r\nBcc: b@example.net"), Map.of()));
  }

  @Test
  @DisplayName("without angus-mail the factory says what is missing")
  void withoutAngus() throws Exception {
    URL[] others =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("mail-") && !entry.contains("jakarta.mail"))
            .map(MailChannelFactoryTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader loader = new URLClassLoader(others, ClassLoader.getPlatformClassLoader())) {
      assertThrows(
          ClassNotFoundException.class, () -> loader.loadClass("jakarta.mail.MessagingException"));
      Class<?> self = loader.loadClass(WithoutAngus.class.getName());
      Throwable said =
          assertThrows(
                  InvocationTargetException.class,
                  () -> self.getDeclaredMethod("create").invoke(null))
              .getCause();
      assertTrue(String.valueOf(said).contains("angus-mail; add it"), String.valueOf(said));
    }
  }

  private static URL url(String entry) {
    try {
      return new File(entry).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What runs where angus-mail is not. */
  public static final class WithoutAngus {
    private WithoutAngus() {}

    /** Makes a channel of each type that there is, the mail one at last. */
    public static void create() {
      List<String> types =
          ServiceLoader.load(ChannelFactory.class, WithoutAngus.class.getClassLoader()).stream()
              .map(provider -> provider.get().type())
              .toList();
      assertTrue(types.contains("mail"), types.toString());
      new MailChannelFactory().create("noc", new ChannelSettings("noc", WORDS, Map.of()));
    }
  }
}
