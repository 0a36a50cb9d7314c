package dev.laneway.spring;

import dev.laneway.api.OnStoreLoss;
import dev.laneway.core.StoreSettings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A store on what the application has already.
 *
 * @param type What it is kept in.
 * @param bean Name of the DataSource or LettuceConnectionFactory; the only one, or the primary,
 *     unless told.
 * @param namespace Keeps fleets apart that share a server; "laneway" unless told.
 * @param onLoss What happens to shared limits while the store is away; "local-share" unless told.
 * @param patience How long the store may be silent while a call waits for its word; 4ms unless
 *     told.
 * @param workAtOnce How many items of work this router takes at once; 16 unless told.
 * @param local Pools that this router does not share.
 */
record StoreProperties(
    @Nullable Type type,
    @Nullable String bean,
    @Nullable String namespace,
    @Nullable OnStoreLoss onLoss,
    @Nullable Duration patience,
    @Nullable Integer workAtOnce,
    @DefaultValue List<String> local) {

  /** What the application has. */
  enum Type {
    /** Its DataSource. */
    JDBC,
    /** Its Redis connection. */
    REDIS
  }

  void applyTo(StoreSettings settings) {
    if (namespace != null) {
      settings.namespace(namespace);
    }
    if (onLoss != null) {
      settings.onLoss(onLoss);
    }
    if (patience != null) {
      settings.patience(patience);
    }
    if (workAtOnce != null) {
      settings.workAtOnce(workAtOnce);
    }
    settings.local(local.toArray(new String[0]));
  }
}
