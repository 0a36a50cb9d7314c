package dev.laneway.spring;

import dev.laneway.api.spi.store.Store;
import dev.laneway.core.RouterBuilder;
import dev.laneway.store.jdbc.JdbcStore;
import dev.laneway.store.redis.RedisStore;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.ClassUtils;

/** Makes the stores that properties ask for of the application's own beans. */
final class StoreBeans {

  private static final String LETTUCE =
      "org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory";

  private final ListableBeanFactory beans;

  StoreBeans(ListableBeanFactory beans) {
    this.beans = beans;
  }

  /**
   * Adds them in their order.
   *
   * @throws IllegalArgumentException if the application lacks what one is to be kept in
   */
  void addTo(RouterBuilder builder, List<StoreProperties> stores) {
    for (int i = 0; i < stores.size(); i++) {
      StoreProperties properties = stores.get(i);
      builder.store(store(properties, "stores[" + i + "]"), properties::applyTo);
    }
  }

  private Store store(StoreProperties properties, String setting) {
    StoreProperties.Type type = properties.type();
    if (type == null) {
      throw new IllegalArgumentException(setting + ".type must be jdbc or redis, was not given");
    }
    String asked = setting + ".type is " + type.name().toLowerCase(Locale.ROOT);
    return switch (type) {
      case JDBC -> {
        require("dev.laneway.store.jdbc.JdbcStore", asked, "dev.laneway:store-jdbc");
        yield OnDataSource.store(bean(DataSource.class, properties, setting, asked));
      }
      case REDIS -> {
        require("dev.laneway.store.redis.RedisStore", asked, "dev.laneway:store-redis");
        require(LETTUCE, asked, "spring-boot-starter-data-redis");
        yield OnLettuce.store(this, properties, setting, asked);
      }
    };
  }

  private static void require(String type, String asked, String artifact) {
    if (!ClassUtils.isPresent(type, null)) {
      throw new IllegalArgumentException(asked + ", which needs " + artifact);
    }
  }

  private <B> B bean(Class<B> type, StoreProperties properties, String setting, String asked) {
    String name = properties.bean();
    if (name != null) {
      if (!beans.containsBean(name) || !beans.isTypeMatch(name, type)) {
        throw new IllegalArgumentException(
            "%s.bean must name a %s, was '%s'".formatted(setting, type.getSimpleName(), name));
      }
      return beans.getBean(name, type);
    }
    B only = beans.getBeanProvider(type).getIfUnique();
    if (only == null) {
      int found = beans.getBeanNamesForType(type).length;
      throw new IllegalArgumentException(
          "%s, which needs a %s bean, and the application has %s"
              .formatted(
                  asked,
                  type.getSimpleName(),
                  found == 0 ? "none" : found + ": name one by " + setting + ".bean"));
    }
    return only;
  }

  /** Apart, for the class may be missing. */
  private static final class OnDataSource {

    private OnDataSource() {}

    static Store store(DataSource source) {
      return JdbcStore.on(source);
    }
  }

  /** Apart, for the classes may be missing. */
  private static final class OnLettuce {

    private OnLettuce() {}

    static Store store(StoreBeans beans, StoreProperties properties, String setting, String asked) {
      LettuceConnectionFactory factory =
          beans.bean(LettuceConnectionFactory.class, properties, setting, asked);
      AbstractRedisClient client = factory.getRequiredNativeClient();
      if (client instanceof RedisClient single) {
        return RedisStore.on(single);
      }
      throw new IllegalArgumentException(
          asked
              + ", which needs one Redis or a Sentinel, was a "
              + client.getClass().getSimpleName());
    }
  }
}
