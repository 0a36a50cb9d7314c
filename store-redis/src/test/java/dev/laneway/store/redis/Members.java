package dev.laneway.store.redis;

import dev.laneway.fixtures.Jvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Members of one fleet as JVMs of their own, begun together. */
final class Members implements AutoCloseable {

  private final Path folder;
  private final List<Jvm> all = new ArrayList<>();

  private Members(Path folder) {
    this.folder = folder;
  }

  /** Each is told the same words; see {@link MemberMain}. */
  static Members start(Path folder, Redis redis, int count, String... words) throws Exception {
    Members members = new Members(folder);
    for (int i = 0; i < count; i++) {
      List<String> part = new ArrayList<>();
      part.add("redis=" + redis.uri());
      part.add("log=" + members.log());
      part.add("go=" + folder.resolve("go"));
      part.addAll(List.of(words)); // the last word counts
      members.all.add(Jvm.start(folder, MemberMain.class, part.toArray(new String[0])));
    }
    Trio.until(
        () -> members.all.stream().allMatch(member -> member.printed().contains("ready")),
        members::printed);
    redis.awaitFleet(count);
    return members;
  }

  /** Where the vendor writes down when calls came. */
  Path log() {
    return folder.resolve("vendor.log");
  }

  List<String> printed() {
    List<String> lines = new ArrayList<>();
    all.forEach(member -> lines.addAll(member.printed()));
    return lines;
  }

  Jvm get(int index) {
    return all.get(index);
  }

  void go() throws Exception {
    Files.createFile(folder.resolve("go"));
  }

  void join() throws InterruptedException {
    for (Jvm member : all) {
      member.join();
    }
  }

  @Override
  public void close() {
    all.forEach(Jvm::close);
  }
}
