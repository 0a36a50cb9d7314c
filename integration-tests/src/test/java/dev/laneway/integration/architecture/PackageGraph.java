package dev.laneway.integration.architecture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which package uses which, with one use of each as a witness. */
record PackageGraph(Map<Arrow, String> arrows) {

  record Arrow(String from, String to) implements Comparable<Arrow> {

    @Override
    public int compareTo(Arrow other) {
      int byFrom = from.compareTo(other.from);
      return byFrom != 0 ? byFrom : to.compareTo(other.to);
    }
  }

  static PackageGraph of(Collection<CompiledClass> classes) {
    Map<Arrow, String> arrows = new TreeMap<>();
    for (CompiledClass user : classes) {
      for (String used : user.types()) {
        if (used.startsWith("dev.laneway.")) {
          Arrow arrow = new Arrow(user.packageName(), used.substring(0, used.lastIndexOf('.')));
          if (!arrow.from().equals(arrow.to())) {
            arrows.putIfAbsent(arrow, user.name() + " uses " + used);
          }
        }
      }
    }
    return new PackageGraph(arrows);
  }

  /** One way round for each cycle that the search meets; empty if there is none. */
  List<List<String>> cycles() {
    Map<String, Set<String>> next = new TreeMap<>();
    arrows.keySet().forEach(a -> next.computeIfAbsent(a.from(), f -> new TreeSet<>()).add(a.to()));
    List<List<String>> found = new ArrayList<>();
    Set<String> done = new TreeSet<>();
    for (String start : next.keySet()) {
      search(start, next, new ArrayList<>(), done, found);
    }
    return found;
  }

  private static void search(
      String at,
      Map<String, Set<String>> next,
      List<String> way,
      Set<String> done,
      List<List<String>> found) {
    int before = way.indexOf(at);
    if (before >= 0) {
      found.add(List.copyOf(way.subList(before, way.size())));
      return;
    }
    if (done.contains(at)) {
      return;
    }
    way.add(at);
    next.getOrDefault(at, Set.of()).forEach(to -> search(to, next, way, done, found));
    way.remove(way.size() - 1);
    done.add(at);
  }
}
