package dev.laneway.api.spi.store;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** News for all members. */
public interface Notices {

  /** Tells all other members, and keeps the notice for those that start later. */
  CompletionStage<Void> publish(Notice notice);

  /** What is still worth knowing. */
  CompletionStage<List<Notice>> current();
}
