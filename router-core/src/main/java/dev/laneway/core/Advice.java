package dev.laneway.core;

import dev.laneway.api.LaneId;
import dev.laneway.api.ProviderFailure;

/** What a person should do about a failure. */
final class Advice {

  private Advice() {}

  static String on(ProviderFailure failure, LaneId lane) {
    return switch (failure.kind()) {
      case THROTTLED ->
          "nothing: the quota is used for the moment"
              + failure.retryIn().map(wait -> ", free in " + wait).orElse("");
      case QUOTA_SPENT -> "nothing until the quota's reset; or add an account or another lane";
      case CREDIT_SPENT -> "add credit at the vendor of account " + lane.account();
      case TOO_LARGE -> "give the lane a larger quota, or leave it to short requests";
      case UNAVAILABLE -> "check the address and the network; the vendor may be down";
      case UNAUTHORIZED -> "check the key of account " + lane.account();
      case MODEL_GONE -> "check the model's name: " + lane.model();
      case REFUSED -> "nothing: the vendor refused the content of the check";
      case REJECTED -> "the vendor did not understand the request: check the model and the address";
      case UNREADABLE -> "check the address: what answers there is no such API";
    };
  }
}
