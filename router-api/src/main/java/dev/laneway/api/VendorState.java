package dev.laneway.api;

import static java.util.Objects.requireNonNull;

/**
 * Something that a vendor wants back unchanged in the next turn: a thought signature, reasoning
 * details. It travels with the part that carried it, and only the same vendor ever sees it.
 *
 * @param vendor the provider's id, empty when there is no state
 * @param json the state as JSON text, read by that provider's adapter alone
 */
public record VendorState(String vendor, String json) {

  /** The state of a part that has none. */
  public static final VendorState NONE = new VendorState("", "");

  /** Checks that both are there. */
  public VendorState {
    requireNonNull(vendor, "vendor");
    requireNonNull(json, "json");
  }

  /** Whether this is the state of the given vendor. */
  public boolean isOf(String provider) {
    return !vendor.isEmpty() && vendor.equals(provider);
  }

  // by hand: the JDK makes that of a record at first use, for milliseconds of a start
  @Override
  public int hashCode() {
    return 31 * vendor.hashCode() + json.hashCode();
  }

  @Override
  public String toString() {
    return vendor.isEmpty() ? "none" : vendor + " state of " + json.length() + " characters";
  }
}
