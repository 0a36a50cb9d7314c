package dev.laneway.spring;

import dev.laneway.core.Router;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * Reads {@code laneway.*} again and swaps the router's settings while calls run. Done on a {@link
 * RouterRefreshEvent}, by the endpoint, and when Spring Cloud, which is known by name alone, says
 * that the environment has changed. Wrong settings are refused, and nothing changes.
 */
final class RouterRefresh implements GenericApplicationListener {

  private static final Logger log = LoggerFactory.getLogger(RouterRefresh.class);

  private static final Set<String> CHANGES =
      Set.of(
          RouterRefreshEvent.class.getName(),
          "org.springframework.cloud.context.environment.EnvironmentChangeEvent");

  private final Router router;
  private final RouterBlueprint blueprint;
  private final Environment environment;
  private final Runnable afterwards;
  private final ReentrantLock one = new ReentrantLock();

  RouterRefresh(
      Router router, RouterBlueprint blueprint, Environment environment, Runnable afterwards) {
    this.router = router;
    this.blueprint = blueprint;
    this.environment = environment;
    this.afterwards = afterwards;
  }

  /**
   * Swaps the settings.
   *
   * @throws InvalidRouterException if a setting is wrong, naming setting, value and rule
   */
  void refresh() {
    one.lock();
    try {
      router.reconfigure(blueprint.builder(settings()));
    } catch (BindException wrong) {
      throw new InvalidRouterException(
          new IllegalArgumentException(
              wrong.getName()
                  + ": "
                  + NestedExceptionUtils.getMostSpecificCause(wrong).getMessage(),
              wrong));
    } catch (IllegalArgumentException wrong) {
      throw new InvalidRouterException(wrong);
    } finally {
      one.unlock();
    }
    afterwards.run();
    log.info("The router has taken over changed settings");
  }

  /** Bound as Spring Boot did at the start: a name that nobody knows is refused. */
  private LanewayProperties settings() {
    return Binder.get(environment)
        .bindOrCreate(
            "laneway",
            Bindable.of(LanewayProperties.class),
            new NoUnboundElementsBindHandler(
                BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
  }

  @Override
  public boolean supportsEventType(ResolvableType type) {
    Class<?> raw = type.getRawClass();
    return raw != null && CHANGES.contains(raw.getName());
  }

  @Override
  public void onApplicationEvent(ApplicationEvent event) {
    refresh();
  }
}
