package dev.laneway.api.spi;

import dev.laneway.api.Capability;
import java.util.EnumSet;
import java.util.Set;

/** What a provider's protocol and adapter can do; a model may do less. */
public record ProviderCapabilities(Set<Capability> all) {

  /** Copies the set. */
  public ProviderCapabilities {
    all = Set.copyOf(all);
  }

  /** These. */
  public static ProviderCapabilities of(Capability first, Capability... more) {
    return new ProviderCapabilities(EnumSet.of(first, more));
  }

  /** Whether this is among them. */
  public boolean has(Capability capability) {
    return all.contains(capability);
  }
}
