package io.ispmonitor.alerting.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** The templates of one language, by name. Immutable; any thread. */
public final class Phrases {
  private static final Locale BRAZIL = Locale.forLanguageTag("pt-BR");

  private final Locale locale;
  private final Map<String, Template> templates;

  private Phrases(Locale locale, Map<String, Template> templates) {
    this.locale = locale;
    this.templates = templates;
  }

  /**
   * The templates of a language.
   *
   * @param language Portuguese of any country is that of Brazil; whatever is not known is English
   * @param instead the host's own templates by name, which take the place of ours
   * @throws IllegalArgumentException when one of them cannot be read
   */
  public static Phrases of(Locale language, Map<String, String> instead) {
    boolean isPortuguese = language.getLanguage().equals(BRAZIL.getLanguage());
    Locale locale = isPortuguese ? BRAZIL : Locale.ENGLISH;
    Map<String, Template> templates = new HashMap<>();
    read(isPortuguese ? "pt_BR" : "en")
        .forEach((name, text) -> templates.put((String) name, Template.of((String) text)));
    instead.forEach((name, text) -> templates.put(name, Template.of(text)));
    return new Phrases(locale, Map.copyOf(templates));
  }

  private static Properties read(String language) {
    String name = "phrases_" + language + ".properties";
    Properties properties = new Properties();
    try (InputStream in = Phrases.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing from the jar");
      }
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  /** How numbers and times are written. */
  public Locale locale() {
    return locale;
  }

  /** Whether there is a template. */
  public boolean has(String name) {
    return templates.containsKey(name);
  }

  /** All names. */
  public java.util.Set<String> names() {
    return templates.keySet();
  }

  /** A template that is there. */
  public Template template(String name) {
    Template template = templates.get(name);
    if (template == null) {
      throw new IllegalArgumentException(
          "there is no template '%s' for %s".formatted(name, locale));
    }
    return template;
  }

  /** The text of a template that is there. */
  public String say(String name, Map<String, String> values) {
    return template(name).fill(values);
  }
}
