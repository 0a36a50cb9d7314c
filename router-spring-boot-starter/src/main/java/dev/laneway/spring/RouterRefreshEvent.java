package dev.laneway.spring;

import org.springframework.context.ApplicationEvent;

/**
 * Published by an application whose {@code laneway.*} properties or customizers would say something
 * else now: the router swaps its settings on the publisher's thread, and drops no call.
 */
public final class RouterRefreshEvent extends ApplicationEvent {

  private static final long serialVersionUID = 1;

  /** Says who publishes it. */
  public RouterRefreshEvent(Object source) {
    super(source);
  }
}
