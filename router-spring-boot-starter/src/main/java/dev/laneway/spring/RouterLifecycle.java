package dev.laneway.spring;

import dev.laneway.core.Router;
import org.springframework.context.SmartLifecycle;

/**
 * Closes the router when the application stops: after the web server has let its requests end, and
 * before other beans are destroyed. Running calls may end within the grace period.
 */
final class RouterLifecycle implements SmartLifecycle {

  /** Phases stop from the highest: a web server stops up to 2,048 below the default. */
  static final int PHASE = DEFAULT_PHASE - 4_096;

  private final Router router;
  private volatile boolean running;

  RouterLifecycle(Router router) {
    this.router = router;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    router.close();
    running = false;
  }

  @Override
  public void stop(Runnable callback) {
    Thread closing =
        new Thread(
            () -> {
              try {
                stop();
              } finally {
                callback.run();
              }
            },
            "laneway-stop");
    closing.start();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** A router that was closed stays closed: Spring 7 must not pause it between tests. */
  public boolean isPauseable() {
    return false;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
