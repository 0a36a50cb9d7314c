package dev.laneway.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The requests that a vendor got, in their order, and those that somebody waits for. */
final class Visits {

  private final List<CompletableFuture<Visit>> visits = new ArrayList<>();
  private int arrived;

  Visit arrive(VendorRequest request) {
    Visit visit = new Visit(request);
    CompletableFuture<Visit> place;
    synchronized (this) {
      place = place(arrived++);
    }
    place.complete(visit);
    return visit;
  }

  synchronized List<Visit> soFar() {
    return visits.subList(0, arrived).stream()
        .filter(CompletableFuture::isDone)
        .map(CompletableFuture::join)
        .toList();
  }

  Visit await(int number, Duration atMost) {
    CompletableFuture<Visit> place;
    synchronized (this) {
      place = place(number);
    }
    return Visit.await(place, atMost, "there was no request " + number);
  }

  private CompletableFuture<Visit> place(int number) {
    while (visits.size() <= number) {
      visits.add(new CompletableFuture<>());
    }
    return visits.get(number);
  }
}
