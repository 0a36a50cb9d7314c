package dev.laneway.provider.openai;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Ids of tool calls as they go out: calls without one get one, and their results find it; vendors
 * that want nine letters or digits get those. Reads a conversation from front to back.
 */
final class CallIds {

  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int SHORT = 9;

  private final boolean shortened;
  private final Map<String, Queue<String>> unanswered = new HashMap<>();
  private int invented;

  CallIds(boolean shortened) {
    this.shortened = shortened;
  }

  String ofCall(String id, String tool) {
    if (!id.isEmpty()) {
      return fitting(id);
    }
    String given = fitting("call_" + invented++);
    unanswered.computeIfAbsent(tool, name -> new ArrayDeque<>()).add(given);
    return given;
  }

  String ofResult(String id, String tool) {
    if (!id.isEmpty()) {
      return fitting(id);
    }
    Queue<String> waiting = unanswered.get(tool);
    String first = waiting == null ? null : waiting.poll();
    return first == null ? fitting("call_" + invented++) : first;
  }

  private String fitting(String id) {
    if (!shortened || isShort(id)) {
      return id;
    }
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    StringBuilder letters = new StringBuilder(SHORT);
    for (int i = 0; i < SHORT; i++) {
      letters.append(LETTERS.charAt((int) Long.remainderUnsigned(hash, LETTERS.length())));
      hash = Long.divideUnsigned(hash, LETTERS.length());
    }
    return letters.toString();
  }

  private static boolean isShort(String id) {
    if (id.length() != SHORT) {
      return false;
    }
    for (int i = 0; i < SHORT; i++) {
      if (LETTERS.indexOf(id.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
