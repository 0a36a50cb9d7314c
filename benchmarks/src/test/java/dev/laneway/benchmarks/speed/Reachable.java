package dev.laneway.benchmarks.speed;

import com.github.benmanes.caffeine.cache.Cache;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Counts the objects that can be reached from one through our own fields and through collections.
 * Numbers in arrays are not counted: a rolling window keeps one for each moment within it.
 */
final class Reachable {

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> next = new ArrayDeque<>();

  private Reachable() {}

  static int from(Object root) {
    Reachable walk = new Reachable();
    walk.meet(root);
    while (!walk.next.isEmpty()) {
      walk.look(walk.next.remove());
    }
    return walk.seen.size();
  }

  private void meet(@Nullable Object one) {
    if (one != null && !(one instanceof Class<?>) && !(one instanceof Enum<?>) && seen.add(one)) {
      next.add(one);
    }
  }

  private void look(Object one) {
    if (one instanceof Cache<?, ?> cache) {
      cache.cleanUp();
      meet(cache.asMap());
    } else if (one instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            meet(key);
            meet(value);
          });
    } else if (one instanceof Collection<?> all) {
      all.forEach(this::meet);
    } else if (one instanceof Optional<?> maybe) {
      maybe.ifPresent(this::meet);
    } else if (one instanceof AtomicReference<?> reference) {
      meet(reference.get());
    } else if (one instanceof AtomicReferenceArray<?> array) {
      for (int i = 0; i < array.length(); i++) {
        meet(array.get(i));
      }
    } else if (one instanceof Object[] array) {
      for (Object element : array) {
        meet(element);
      }
    } else if (one.getClass().getName().startsWith("dev.laneway.")) {
      fields(one);
    }
  }

  private void fields(Object one) {
    for (Class<?> type = one.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (type.getName().startsWith("dev.laneway.") && !Modifier.isStatic(field.getModifiers())) {
          try {
            field.setAccessible(true);
            meet(field.get(one));
          } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
          }
        }
      }
    }
  }
}
