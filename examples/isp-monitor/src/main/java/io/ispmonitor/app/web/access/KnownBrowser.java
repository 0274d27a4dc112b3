package io.ispmonitor.app.web.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Marks a browser in which a user has logged in, so that it can still try a password while others
 * guess at it from everywhere. A mark lets nobody in. It is nowhere kept: it is signed by what only
 * the server has, the hash of the password, and ends with that password. Any thread.
 */
public final class KnownBrowser {
  private static final Pattern MARK = Pattern.compile("([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]{43})");
  private static final String ALGORITHM = "HmacSHA256";

  private KnownBrowser() {}

  /** Another one for every login, for a cookie. */
  public static String mark(User user) {
    String number = Hashes.random();
    return number + "." + signature(user, number);
  }

  /** What the mark of a browser begins with; empty for one that is none of this user. */
  public static Optional<String> of(User user, String mark) {
    var matcher = MARK.matcher(mark);
    return matcher.matches() && Hashes.areEqual(matcher.group(2), signature(user, matcher.group(1)))
        ? Optional.of(matcher.group(1))
        : Optional.empty();
  }

  private static String signature(User user, String number) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      byte[] key = Hashes.sha256("isp-monitor browser " + user.hash().revealText());
      mac.init(new SecretKeySpec(key, ALGORITHM));
      byte[] signed = mac.doFinal((number + user.name()).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256, which every Java must have", e);
    }
  }
}
