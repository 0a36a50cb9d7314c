package dev.laneway.core;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.OnStoreLoss;
import dev.laneway.api.spi.store.Store;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** How a router uses a store. */
public final class StoreSettings {

  private final Store store;
  private final Set<String> local = new LinkedHashSet<>();
  private OnStoreLoss onLoss = OnStoreLoss.LOCAL_SHARE;
  private Duration patience = Duration.ofMillis(4);
  private String namespace = "laneway";
  private @Nullable SecretKey key;
  private int workAtOnce = 16;

  StoreSettings(Store store) {
    this.store = requireNonNull(store, "store");
  }

  /** What happens to shared limits while the store is away; the local share unless told. */
  public StoreSettings onLoss(OnStoreLoss mode) {
    onLoss = requireNonNull(mode, "onLoss");
    return this;
  }

  /**
   * For how long the store may be silent before a call that waits for its word goes by {@link
   * #onLoss}; 4 ms unless told. A store whose last answers took longer is given twice as long as
   * they took, 400 ms at most; no call waits longer than two seconds, or this where it is more.
   */
  public StoreSettings patience(Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException("patience must be positive, was " + value);
    }
    patience = value;
    return this;
  }

  /** Keeps this fleet apart from others on the same server. */
  public StoreSettings namespace(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("namespace must not be blank, was '" + name + "'");
    }
    namespace = name;
    return this;
  }

  /** Encrypts the requests and replies that the store holds, with AES-GCM. */
  public StoreSettings encryptedWith(SecretKey secret) {
    if (!secret.getAlgorithm().equals("AES")) {
      throw new IllegalArgumentException(
          "encryptedWith needs an AES key, was " + secret.getAlgorithm());
    }
    key = secret;
    return this;
  }

  /** How many items of work this router takes at once; 0 lets others do it all. */
  public StoreSettings workAtOnce(int value) {
    if (value < 0) {
      throw new IllegalArgumentException("workAtOnce must not be negative, was " + value);
    }
    workAtOnce = value;
    return this;
  }

  /** Pools that this router does not share, although their account has a key. */
  public StoreSettings local(String... pools) {
    local.addAll(Set.of(pools));
    return this;
  }

  /** Whether these are the settings of such a store, whatever its connection. */
  boolean isLike(StoreSettings other) {
    return words().equals(other.words());
  }

  String words() {
    return "%s (namespace %s, onLoss %s, patience %s, workAtOnce %d, local %s)"
        .formatted(store.name(), namespace, onLoss, patience, workAtOnce, local);
  }

  Store store() {
    return store;
  }

  OnStoreLoss onLoss() {
    return onLoss;
  }

  Duration patience() {
    return patience;
  }

  String namespace() {
    return namespace;
  }

  @Nullable SecretKey key() {
    return key;
  }

  int workAtOnce() {
    return workAtOnce;
  }

  Set<String> local() {
    return local;
  }
}
