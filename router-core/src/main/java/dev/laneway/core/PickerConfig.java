package dev.laneway.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule that chooses a route, in a configuration. Of several conditions all must hold.
 *
 * @param route route that is chosen
 * @param longerThan characters that the prompt must exceed
 * @param withImages whether there must be images or other media
 * @param withTools whether there must be tools
 * @param withKeywords words of which one must be in the last message
 * @param forTask task that the call's options must name
 */
public record PickerConfig(
    String route,
    @Nullable Integer longerThan,
    @Nullable Boolean withImages,
    @Nullable Boolean withTools,
    List<String> withKeywords,
    @Nullable String forTask) {

  /** Checks that a route is named, and copies. */
  public PickerConfig {
    Config.required(route, "pickers[].route");
    withKeywords = Config.copied(withKeywords);
  }

  RoutePicker toPicker() {
    List<RoutePicker> rules = new ArrayList<>();
    Config.ifTold(longerThan, most -> rules.add(RoutePicker.longerThan(most, route)));
    Config.ifTrue(withImages, () -> rules.add(RoutePicker.withImages(route)));
    Config.ifTrue(withTools, () -> rules.add(RoutePicker.withTools(route)));
    if (!withKeywords.isEmpty()) {
      rules.add(RoutePicker.withKeywords(route, withKeywords.toArray(new String[0])));
    }
    Config.ifTold(forTask, task -> rules.add(RoutePicker.forTask(task, route)));
    if (rules.isEmpty()) {
      throw new IllegalArgumentException(
          "pickers[] for route '"
              + route
              + "' needs a condition: longer-than, with-images, with-tools, with-keywords or"
              + " for-task");
    }
    return RoutePicker.when(
        (request, options) ->
            rules.stream().allMatch(rule -> rule.pick(request, options).isPresent()),
        route);
  }
}
