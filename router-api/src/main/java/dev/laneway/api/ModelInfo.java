package dev.laneway.api;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;
import java.util.Set;

/**
 * A model that an account has.
 *
 * @param id as a lane names it
 * @param displayName for people; may be empty
 * @param contextWindow the most tokens of input, where the vendor tells
 * @param maxOutputTokens the most tokens of output, where the vendor tells
 * @param capabilities what the vendor says that it can do; empty where it says nothing
 */
public record ModelInfo(
    String id,
    String displayName,
    OptionalLong contextWindow,
    OptionalLong maxOutputTokens,
    Set<Capability> capabilities) {

  /** Copies the capabilities. */
  public ModelInfo {
    requireNonNull(id, "id");
    requireNonNull(displayName, "displayName");
    requireNonNull(contextWindow, "contextWindow");
    requireNonNull(maxOutputTokens, "maxOutputTokens");
    capabilities = Set.copyOf(capabilities);
  }

  /** A model of which only the name is known. */
  public static ModelInfo of(String id) {
    return new ModelInfo(id, "", OptionalLong.empty(), OptionalLong.empty(), Set.of());
  }
}
