package io.ispmonitor.app.web.access;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.ispmonitor.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The users and tokens there are. Immutable; a changed configuration makes another one. Any thread.
 */
public final class Access {
  /** Bcrypt looks at no more of a password than this. */
  private static final int LONGEST_PASSWORD = 72;

  private final Map<String, User> users = new HashMap<>();
  private final List<ApiToken> tokens;
  private final @Nullable Secret decoy;

  private Access(Collection<User> users, Collection<ApiToken> tokens) {
    for (User user : users) {
      if (this.users.put(user.name(), user) != null) {
        throw new IllegalArgumentException(
            "user %s is there twice; remove one of them".formatted(user.name()));
      }
    }
    this.tokens = List.copyOf(tokens);
    if (this.tokens.stream().map(ApiToken::name).distinct().count() < this.tokens.size()) {
      throw new IllegalArgumentException(
          "two tokens have the same name, of %s; name them differently".formatted(this.tokens));
    }
    this.decoy = users.isEmpty() ? null : decoy(users);
  }

  /**
   * These users and tokens.
   *
   * @throws IllegalArgumentException when a name is there twice
   */
  public static Access of(Collection<User> users, Collection<ApiToken> tokens) {
    return new Access(users, tokens);
  }

  /** Nobody logs in: only for who is on this machine. */
  public static Access open() {
    return new Access(List.of(), List.of());
  }

  /** Whether there is neither a user nor a token. */
  public boolean isOpen() {
    return users.isEmpty() && tokens.isEmpty();
  }

  /** The user of a name. */
  public Optional<User> user(String name) {
    return Optional.ofNullable(users.get(name));
  }

  /**
   * The user of a name, where the password is theirs. Takes some tenths of a second, and as long
   * for a name that there is not.
   */
  public Optional<User> login(String name, String password) {
    byte[] typed = password.getBytes(StandardCharsets.UTF_8);
    User user = users.get(name);
    Secret hash = user == null ? decoy : user.hash();
    if (hash == null || typed.length == 0 || typed.length > LONGEST_PASSWORD) {
      return Optional.empty();
    }
    boolean matches = BCrypt.verifyer().verify(typed, hash.reveal()).verified;
    return Optional.ofNullable(user).filter(known -> matches);
  }

  /** The token that was shown; looks at all there are. */
  public Optional<ApiToken> token(String shown) {
    byte[] hash = Hashes.sha256(shown);
    ApiToken found = null;
    for (ApiToken token : tokens) {
      found = token.isHashedTo(hash) ? token : found;
    }
    return Optional.ofNullable(found);
  }

  /** Whether there is a token of this name that may this. */
  boolean hasToken(String name, Role role) {
    return tokens.stream().anyMatch(is -> is.name().equals(name) && is.role() == role);
  }

  /** The hash of a password nobody knows, as costly as the costliest. */
  private static Secret decoy(Collection<User> users) {
    int cost = users.stream().mapToInt(User::cost).max().orElseThrow();
    return Secret.of(BCrypt.withDefaults().hashToChar(cost, Hashes.random().toCharArray()));
  }

  /** How many there are. */
  @Override
  public String toString() {
    return "Access[%d users, %d tokens]".formatted(users.size(), tokens.size());
  }
}
