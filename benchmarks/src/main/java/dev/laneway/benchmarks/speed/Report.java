package dev.laneway.benchmarks.speed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * What was measured, as a table for people or as JSON for programs.
 *
 * @param loadBefore of the machine when the run began
 * @param loadAfter and when it was over
 */
record Report(
    Machine machine, double loadBefore, double loadAfter, List<Goal> goals, List<Curve> curves) {

  String table() {
    StringBuilder out = new StringBuilder();
    out.append(machine)
        .append(
            String.format(
                Locale.ROOT, "; load %.1f before, %.1f after.%n%n", loadBefore, loadAfter));
    out.append("| what | goal | reached | | |\n| --- | --- | --- | --- | --- |\n");
    for (Goal goal : goals) {
      row(
          out,
          goal.name(),
          goal.goalInWords(),
          goal.reachedInWords(),
          goal.verdict(),
          goal.details());
    }
    out.append("\n| what grows | cost | at each size | largest by smallest |\n");
    out.append("| --- | --- | --- | --- |\n");
    for (Curve curve : curves) {
      StringBuilder points = new StringBuilder();
      for (Curve.Point point : curve.points()) {
        points.append(points.isEmpty() ? "" : ", ");
        points.append(String.format(Locale.ROOT, "%,d: ", point.size()));
        points.append(Goal.number(point.cost()));
      }
      row(out, curve.name(), curve.unit(), points.toString(), Goal.number(curve.growth()));
    }
    return out.toString();
  }

  private static void row(StringBuilder out, String... cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  String json() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("machine", machine.toString());
    all.put("loadBefore", loadBefore).put("loadAfter", loadAfter);
    ArrayNode rows = all.putArray("goals");
    for (Goal goal : goals) {
      ObjectNode row = rows.addObject();
      row.put("name", goal.name()).put("unit", goal.unit());
      if (goal.isPromised()) {
        row.put(goal.least() ? "atLeast" : "atMost", goal.goal()).put("met", goal.isMet());
      }
      row.put("reached", goal.reached()).put("details", goal.details());
    }
    ArrayNode grown = all.putArray("growth");
    for (Curve curve : curves) {
      ObjectNode row = grown.addObject().put("name", curve.name()).put("unit", curve.unit());
      ArrayNode points = row.putArray("points");
      for (Curve.Point point : curve.points()) {
        points.addObject().put("size", point.size()).put("cost", point.cost());
      }
    }
    try {
      return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(all)
          + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
