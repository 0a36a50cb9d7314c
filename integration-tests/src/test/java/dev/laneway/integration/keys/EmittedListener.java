package dev.laneway.integration.keys;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Begins to listen before the first test of the suite; found as a service. */
public final class EmittedListener implements LauncherSessionListener {

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Emitted.listen();
  }
}
