package org.springframework.cloud.context.environment;

import java.util.Set;
import org.springframework.context.ApplicationEvent;

/** Stands for the event of the same name that Spring Cloud publishes after a refresh. */
public final class EnvironmentChangeEvent extends ApplicationEvent {

  private static final long serialVersionUID = 1;

  private final transient Set<String> keys;

  public EnvironmentChangeEvent(Object context, Set<String> keys) {
    super(context);
    this.keys = keys;
  }

  public Set<String> getKeys() {
    return keys;
  }
}
