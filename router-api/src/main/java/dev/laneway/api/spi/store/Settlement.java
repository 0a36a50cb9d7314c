package dev.laneway.api.spi.store;

/**
 * What a call took in the end, where that is not what it claimed. Less is given back, more is taken
 * whether it is there or not.
 */
public record Settlement(Allowance allowance, String id, long claimed, long taken) {

  /** By how much the count changes. */
  public long change() {
    return taken - claimed;
  }
}
