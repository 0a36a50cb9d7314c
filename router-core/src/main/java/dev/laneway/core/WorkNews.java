package dev.laneway.core;

import dev.laneway.api.RouterException;
import dev.laneway.core.event.Events;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.event.RouterEvent.WorkMoved.Stage;
import java.util.Optional;

/** Tells the listeners of each step of an item of work. */
record WorkNews(Events events) {

  void tell(String id, Stage stage, int tries) {
    tell(id, stage, tries, Optional.empty());
  }

  void tell(String id, Stage stage, int tries, RouterException error) {
    tell(id, stage, tries, Optional.of(error));
  }

  private void tell(String id, Stage stage, int tries, Optional<RouterException> error) {
    if (events.anyoneListens()) {
      events.tell(
          new RouterEvent.WorkMoved(
              id, stage, tries, Optional.empty(), error.map(RouterException::getMessage)));
    }
  }
}
