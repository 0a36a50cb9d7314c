package dev.laneway.api;

import org.jspecify.annotations.Nullable;

/**
 * An account and a model: {@code provider[@account]/model}. Split at the first slash, so that model
 * ids may hold slashes and colons: {@code openrouter@spare/meta-llama/llama-3.3-70b-instruct:free}.
 */
public record LaneId(AccountId account, String model) implements Comparable<LaneId> {

  /** Checks that the model is named. */
  public LaneId {
    if (model.isBlank() || !model.equals(model.strip())) {
      throw new IllegalArgumentException(
          "model of a lane must be named, without white space around it, was '" + model + "'");
    }
  }

  /** Reads {@code provider/model} or {@code provider@account/model}. */
  public static LaneId of(String text) {
    int slash = text.indexOf('/');
    if (slash < 1 || slash == text.length() - 1) {
      throw new IllegalArgumentException(
          "lane must be provider[@account]/model, was '" + text + "'");
    }
    return new LaneId(AccountId.of(text.substring(0, slash)), text.substring(slash + 1));
  }

  /** The provider's id, the part before the account. */
  public String provider() {
    return account.provider();
  }

  // by hand: the JDK makes that of a record at first use, for milliseconds of a start
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LaneId id && account.equals(id.account) && model.equals(id.model);
  }

  @Override
  public int hashCode() {
    return 31 * account.hashCode() + model.hashCode();
  }

  @Override
  public int compareTo(LaneId other) {
    int byAccount = account.compareTo(other.account);
    return byAccount != 0 ? byAccount : model.compareTo(other.model);
  }

  @Override
  public String toString() {
    return account.toString() + '/' + model;
  }
}
