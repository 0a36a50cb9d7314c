package dev.laneway.benchmarks.play;

import dev.laneway.benchmarks.scenario.Ask;
import dev.laneway.benchmarks.scenario.Scenario;
import dev.laneway.benchmarks.vendor.Vendor;
import dev.laneway.benchmarks.vendor.VendorAnswer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in one play: every call, and the one end of every request. */
public final class Ledger {

  private final Scenario scenario;
  private final List<Vendor> vendors;
  private final List<Sent> sent = new ArrayList<>();
  private final @Nullable End[] ends;
  private double cost;
  private int open;

  /**
   * One call.
   *
   * @param left the share of the vendor's scarcest limit that was left after it
   */
  public record Sent(int request, VendorAnswer answer, double left) {}

  /** How a request may end. */
  public enum Kind {
    /** With an answer. */
    ANSWERED,
    /** Optional work that was let go. */
    DROPPED,
    /** Told that it cannot be served, and why. */
    REFUSED,
    /** Told that it cannot be served, but not why. */
    UNEXPLAINED
  }

  /** The end of a request. */
  public record End(Kind kind, long atMs, String because) {}

  /** A play that begins. */
  public Ledger(Scenario scenario) {
    this.scenario = scenario;
    this.vendors = scenario.vendors();
    this.ends = new @Nullable End[scenario.asks().size()];
    this.open = ends.length;
  }

  /** What is played. */
  public Scenario scenario() {
    return scenario;
  }

  /** Sends a request to a vendor. The caller settles the reply at its moment. */
  public Vendor.Reply call(Ask ask, int lane, long now) {
    Vendor vendor = vendors.get(lane);
    Vendor.Reply reply = vendor.call(ask.load(), now);
    sent.add(new Sent(ask.index(), reply.answer(), vendor.left(now)));
    if (reply.answer().isOk()) {
      cost += vendor.deployment().price().of(ask.load());
    }
    return reply;
  }

  /** A request has ended; it does so once. */
  public void end(Ask ask, Kind kind, long now, String because) {
    if (ends[ask.index()] != null) {
      throw new IllegalStateException("request " + ask.index() + " ended twice");
    }
    ends[ask.index()] = new End(kind, now, because);
    open--;
  }

  /** How many requests have not ended. */
  public int open() {
    return open;
  }

  /** How a request ended, null while it waits. */
  public @Nullable End endOf(Ask ask) {
    return ends[ask.index()];
  }

  /** All calls in the order in which they were sent. */
  public List<Sent> sent() {
    return Collections.unmodifiableList(sent);
  }

  /** What the answers cost in dollars. */
  public double cost() {
    return cost;
  }
}
