package dev.laneway.spring;

/** Wants to know that the router has other lanes, pools or budgets now. */
@FunctionalInterface
interface SettingsWatcher {

  void settingsChanged();
}
