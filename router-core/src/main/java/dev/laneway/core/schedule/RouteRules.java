package dev.laneway.core.schedule;

import dev.laneway.api.ChatReply;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is configured of a route besides its lanes and their order.
 *
 * @param houseStyle a system preface that every lane gets; may be empty
 * @param refusedGoesOn whether another lane is asked when a vendor refuses the content
 * @param downgrade lanes for optional calls that would be dropped
 * @param check says why a reply will not do, if it will not
 */
public record RouteRules(
    String houseStyle,
    boolean refusedGoesOn,
    List<LaneState> downgrade,
    Function<ChatReply, Optional<String>> check) {

  /** No preface, no check; what a vendor refuses is refused. */
  public static final RouteRules NONE =
      new RouteRules("", false, List.of(), reply -> Optional.empty());
}
