package dev.laneway.integration.architecture;

import dev.laneway.integration.Project;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a class file refers to, read from its constant pool (JVM specification, 4.4).
 *
 * @param name the binary name with dots
 * @param types the names of all types in code, descriptors and generic signatures
 * @param members the fields and methods of other types that code uses, as {@code type.member}
 */
record CompiledClass(String name, Set<String> types, Set<String> members) {

  private static final Pattern TYPE_IN_DESCRIPTOR = Pattern.compile("L([\\w/$]+)[;<]");

  static List<CompiledClass> allOf(String module) {
    return Project.classFilesOf(module).stream().map(CompiledClass::read).toList();
  }

  static CompiledClass read(Path file) {
    try (DataInputStream in =
        new DataInputStream(new java.io.ByteArrayInputStream(Files.readAllBytes(file)))) {
      in.skipNBytes(8);
      return new Pool(in).describe(in);
    } catch (IOException e) {
      throw new UncheckedIOException("no class file: " + file, e);
    }
  }

  String packageName() {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  private static final class Pool {

    private final String[] texts;
    private final int[] tags;
    private final int[] firsts;
    private final int[] seconds;

    Pool(DataInputStream in) throws IOException {
      int size = in.readUnsignedShort();
      texts = new String[size];
      tags = new int[size];
      firsts = new int[size];
      seconds = new int[size];
      for (int i = 1; i < size; i++) {
        tags[i] = in.readUnsignedByte();
        switch (tags[i]) {
          case 1 -> texts[i] = in.readUTF();
          case 3, 4 -> in.skipNBytes(4);
          case 5, 6 -> {
            in.skipNBytes(8);
            i++; // a long or double takes two places
          }
          case 7, 8, 16, 19, 20 -> firsts[i] = in.readUnsignedShort();
          case 9, 10, 11, 12, 17, 18 -> {
            firsts[i] = in.readUnsignedShort();
            seconds[i] = in.readUnsignedShort();
          }
          case 15 -> in.skipNBytes(3);
          default -> throw new IOException("unknown constant " + tags[i]);
        }
      }
    }

    CompiledClass describe(DataInputStream in) throws IOException {
      in.skipNBytes(2);
      String own = className(in.readUnsignedShort());
      Set<String> types = new TreeSet<>();
      Set<String> members = new TreeSet<>();
      for (int i = 1; i < tags.length; i++) {
        switch (tags[i]) {
          case 1 -> addTypes(texts[i], types);
          case 7 -> {
            if (!texts[firsts[i]].startsWith("[")) {
              types.add(className(i));
            }
          }
          case 9, 10, 11 -> members.add(className(firsts[i]) + "." + texts[firsts[seconds[i]]]);
          default -> {}
        }
      }
      types.remove(own);
      return new CompiledClass(own, types, members);
    }

    private String className(int index) {
      return texts[firsts[index]].replace('/', '.');
    }

    private static void addTypes(String text, Set<String> types) {
      if (text.startsWith("(")
          || text.startsWith("L")
          || text.startsWith("[")
          || text.startsWith("<")) {
        Matcher found = TYPE_IN_DESCRIPTOR.matcher(text);
        while (found.find()) {
          types.add(found.group(1).replace('/', '.'));
        }
      }
    }
  }
}
