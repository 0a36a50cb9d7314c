package dev.laneway.integration.architecture;

import dev.laneway.integration.Project;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a module shows to those who compile against it, as text, one type after the other. */
final class Signatures {

  private final List<String> lines = new ArrayList<>();
  private final Set<String> mentioned = new TreeSet<>();

  private Signatures() {}

  static Signatures of(String module) {
    ModuleDescriptor descriptor = Project.descriptorOf(module);
    Set<String> open =
        descriptor.exports().stream()
            .filter(exports -> !exports.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toCollection(TreeSet::new));
    Signatures shown = new Signatures();
    shown.lines.add("module " + descriptor.name());
    CompiledClass.allOf(module).stream()
        .filter(type -> open.contains(type.packageName()))
        .map(type -> load(type.name()))
        .filter(Signatures::isShown)
        .sorted((a, b) -> a.getName().compareTo(b.getName()))
        .forEach(shown::add);
    return shown;
  }

  /** The text that is compared from one version to the next. */
  String text() {
    return String.join("\n", lines) + "\n";
  }

  /** All types that stand somewhere in a signature. */
  Set<String> mentioned() {
    return mentioned;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Signatures.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isShown(Class<?> type) {
    if (type.isAnonymousClass() || type.isLocalClass() || type.isSynthetic()) {
      return false;
    }
    Class<?> outer = type.getDeclaringClass();
    return isShown(type.getModifiers()) && (outer == null || isShown(outer));
  }

  private static boolean isShown(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private void add(Class<?> type) {
    lines.add("");
    lines.add(head(type));
    List<String> members = new ArrayList<>();
    if (type.isRecord()) {
      String components =
          Arrays.stream(type.getRecordComponents())
              .map(this::component)
              .collect(Collectors.joining(", "));
      lines.add("  components (" + components + ")");
    }
    for (Field field : type.getDeclaredFields()) {
      if (isShownMember(field)) {
        members.add(words(field) + described(field.getAnnotatedType()) + " " + field.getName());
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isShownMember(constructor) && !type.isRecord()) {
        members.add(words(constructor) + "new" + parameters(constructor));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (isShownMember(method) && !isGiven(type, method)) {
        members.add(
            words(method)
                + variables(method.getTypeParameters())
                + described(method.getAnnotatedReturnType())
                + " "
                + method.getName()
                + parameters(method));
      }
    }
    members.sort(String::compareTo);
    members.forEach(member -> lines.add("  " + member));
  }

  /** What a record or an enum has anyway. */
  private static boolean isGiven(Class<?> type, Method method) {
    if (type.isRecord()) {
      boolean reads =
          method.getParameterCount() == 0
              && Arrays.stream(type.getRecordComponents())
                  .anyMatch(component -> component.getName().equals(method.getName()));
      return reads || Set.of("equals", "hashCode", "toString").contains(method.getName());
    }
    return type.isEnum() && Set.of("values", "valueOf").contains(method.getName());
  }

  private static boolean isShownMember(Member member) {
    return isShown(member.getModifiers()) && !member.isSynthetic();
  }

  private String head(Class<?> type) {
    StringBuilder head = new StringBuilder();
    if (type.isSealed()) {
      head.append("sealed ");
    } else if (Modifier.isAbstract(type.getModifiers()) && !type.isInterface()) {
      head.append("abstract ");
    } else if (Modifier.isFinal(type.getModifiers()) && !type.isRecord() && !type.isEnum()) {
      head.append("final ");
    }
    head.append(
        type.isAnnotation()
            ? "annotation "
            : type.isInterface()
                ? "interface "
                : type.isEnum() ? "enum " : type.isRecord() ? "record " : "class ");
    head.append(type.getName()).append(variables(type.getTypeParameters()).strip());
    Type parent = type.getGenericSuperclass();
    if (parent != null && parent != Object.class && !type.isRecord() && !type.isEnum()) {
      head.append(" extends ").append(named(parent));
    }
    if (type.getGenericInterfaces().length > 0 && !type.isAnnotation()) {
      head.append(type.isInterface() ? " extends " : " implements ")
          .append(
              Arrays.stream(type.getGenericInterfaces())
                  .map(this::named)
                  .collect(Collectors.joining(", ")));
    }
    return head.toString();
  }

  private String component(RecordComponent component) {
    return described(component.getAnnotatedType()) + " " + component.getName();
  }

  private static String words(Member member) {
    StringBuilder words = new StringBuilder();
    if (Modifier.isProtected(member.getModifiers())) {
      words.append("protected ");
    }
    if (Modifier.isStatic(member.getModifiers())) {
      words.append("static ");
    }
    if (member instanceof Method method) {
      boolean inInterface = method.getDeclaringClass().isInterface();
      if (Modifier.isAbstract(method.getModifiers())) {
        words.append("abstract ");
      } else if (inInterface && method.isDefault()) {
        words.append("default ");
      }
    }
    return words.toString();
  }

  private String parameters(Executable executable) {
    String thrown =
        Arrays.stream(executable.getGenericExceptionTypes())
            .map(this::named)
            .collect(Collectors.joining(", "));
    return Arrays.stream(executable.getParameters())
            .map(Parameter::getAnnotatedType)
            .map(this::described)
            .collect(Collectors.joining(", ", "(", ")"))
        + (thrown.isEmpty() ? "" : " throws " + thrown);
  }

  private String variables(TypeVariable<?>[] variables) {
    if (variables.length == 0) {
      return "";
    }
    return Arrays.stream(variables)
        .map(
            variable ->
                variable.getName()
                    + (variable.getBounds()[0] == Object.class
                        ? ""
                        : " extends " + named(variable.getBounds()[0])))
        .collect(Collectors.joining(", ", "<", "> "));
  }

  private String described(AnnotatedType type) {
    return (type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "") + named(type.getType());
  }

  private String named(Type type) {
    if (type instanceof Class<?> plain) {
      if (plain.isArray()) {
        return named(plain.getComponentType()) + "[]";
      }
      mentioned.add(plain.getName());
      return plain.getName().replaceFirst("^java\\.(lang|util)\\.(?=[A-Z])", "").replace('$', '.');
    }
    if (type instanceof ParameterizedType generic) {
      return named(generic.getRawType())
          + Arrays.stream(generic.getActualTypeArguments())
              .map(this::named)
              .collect(Collectors.joining(", ", "<", ">"));
    }
    if (type instanceof GenericArrayType array) {
      return named(array.getGenericComponentType()) + "[]";
    }
    if (type instanceof WildcardType wildcard) {
      if (wildcard.getLowerBounds().length > 0) {
        return "? super " + named(wildcard.getLowerBounds()[0]);
      }
      Type bound = wildcard.getUpperBounds()[0];
      return bound == Object.class ? "?" : "? extends " + named(bound);
    }
    return type.getTypeName();
  }
}
