package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.GeneratedFile;
import io.nodectl.messages.ray.GcsStatus;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Our messages and services against those that an installed Ray has compiled in. Which file a
/// definition is in is ours to choose, so files are not compared.
class WireFormatIT {
  private static final String SCRIPT = "ray_descriptors.py";

  /// The files whose services a gcs-server serves or calls.
  private static final Set<String> CONTROL_PLANE =
      Set.of(
          "src/ray/protobuf/gcs_service.proto",
          "src/ray/protobuf/autoscaler.proto",
          "src/ray/protobuf/ray_syncer.proto",
          "src/ray/protobuf/node_manager.proto",
          "src/ray/protobuf/core_worker.proto");

  @RegisterExtension static final Sandbox BOX = new Sandbox();

  private static final List<FileDescriptorProto> RAYS = new ArrayList<>();

  /// What is said of each message, enum and service that is not inside another.
  private static final SortedMap<String, SortedSet<String>> OURS = new TreeMap<>();

  private static final SortedMap<String, SortedSet<String>> THEIRS = new TreeMap<>();

  @BeforeAll
  static void read_both() throws Exception {
    RayPython ray = RayPython.of(BOX);
    Path file = BOX.file("descriptors");
    ray.run(SCRIPT, List.of(file.toString()), Map.of()).done();
    RAYS.addAll(FileDescriptorSet.parseFrom(Files.readAllBytes(file)).getFileList());
    RAYS.forEach(each -> read(each, THEIRS));
    compiled().forEach(each -> read(each, OURS));
  }

  @Test
  void nothing_is_described_that_the_installed_ray_does_not_know() {
    Set<String> unknown = new TreeSet<>(OURS.keySet());
    unknown.removeAll(THEIRS.keySet());
    assertEquals(Set.of(), unknown);
  }

  @Test
  void every_field_value_and_call_is_that_of_the_installed_ray() {
    List<String> differences = new ArrayList<>();
    OURS.forEach(
        (definition, ours) -> {
          SortedSet<String> theirs = THEIRS.getOrDefault(definition, ours);
          differences.addAll(prefixed("only here: ", ours, theirs));
          differences.addAll(prefixed("only in Ray: ", theirs, ours));
        });
    assertEquals(List.of(), differences);
  }

  @Test
  void every_service_of_the_control_plane_is_described() {
    Set<String> files = new HashSet<>();
    for (FileDescriptorProto file : RAYS) {
      if (CONTROL_PLANE.contains(file.getName())) {
        files.add(file.getName());
        for (ServiceDescriptorProto service : file.getServiceList()) {
          String name = file.getPackage() + "." + service.getName();
          assertTrue(OURS.containsKey(name), name);
        }
      }
    }
    assertEquals(CONTROL_PLANE, files);
  }

  private static List<String> prefixed(
      String prefix, Collection<String> some, Collection<String> others) {
    return some.stream().filter(each -> !others.contains(each)).map(prefix::concat).toList();
  }

  /// Every file of ours, found by the class that is generated for it.
  private static List<FileDescriptorProto> compiled() throws Exception {
    Path place =
        Path.of(GcsStatus.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(place)) {
      return compiled(place);
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return compiled(jar.getPath("/"));
    }
  }

  private static List<FileDescriptorProto> compiled(Path root)
      throws IOException, ReflectiveOperationException {
    List<FileDescriptorProto> found = new ArrayList<>();
    for (String name : classNames(root)) {
      Class<?> type = Class.forName(name);
      if (GeneratedFile.class.isAssignableFrom(type)) {
        found.add(((FileDescriptor) type.getMethod("getDescriptor").invoke(null)).toProto());
      }
    }
    return found;
  }

  private static List<String> classNames(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("io/nodectl/messages/ray"))) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.contains("$"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .toList();
    }
  }

  private static void read(
      FileDescriptorProto file, SortedMap<String, SortedSet<String>> definitions) {
    String place = file.getPackage() + ".";
    if (!place.startsWith("ray.rpc.")) {
      return;
    }
    for (DescriptorProto message : file.getMessageTypeList()) {
      read(place + message.getName(), message, of(place + message.getName(), definitions));
    }
    for (EnumDescriptorProto values : file.getEnumTypeList()) {
      read(place + values.getName(), values, of(place + values.getName(), definitions));
    }
    for (ServiceDescriptorProto service : file.getServiceList()) {
      read(place + service.getName(), service, of(place + service.getName(), definitions));
    }
  }

  private static SortedSet<String> of(
      String name, SortedMap<String, SortedSet<String>> definitions) {
    return definitions.computeIfAbsent(name, _ -> new TreeSet<>());
  }

  private static void read(String name, DescriptorProto message, Set<String> facts) {
    facts.add("message " + name + (message.getOptions().getMapEntry() ? " of a map" : ""));
    for (FieldDescriptorProto field : message.getFieldList()) {
      String oneof =
          field.hasOneofIndex() ? message.getOneofDecl(field.getOneofIndex()).getName() : "none";
      facts.add(
          "%s.%s = %d, %s %s %s, oneof %s%s"
              .formatted(
                  name,
                  field.getName(),
                  field.getNumber(),
                  field.getLabel(),
                  field.getType(),
                  field.getTypeName(),
                  oneof,
                  field.getProto3Optional() ? ", optional" : ""));
    }
    for (EnumDescriptorProto values : message.getEnumTypeList()) {
      read(name + "." + values.getName(), values, facts);
    }
    for (DescriptorProto nested : message.getNestedTypeList()) {
      read(name + "." + nested.getName(), nested, facts);
    }
  }

  private static void read(String name, EnumDescriptorProto values, Set<String> facts) {
    facts.add("enum " + name);
    values
        .getValueList()
        .forEach(each -> facts.add(name + "." + each.getName() + " = " + each.getNumber()));
  }

  private static void read(String name, ServiceDescriptorProto service, Set<String> facts) {
    facts.add("service " + name);
    for (MethodDescriptorProto method : service.getMethodList()) {
      facts.add(
          "%s/%s(%s%s) returns (%s%s)"
              .formatted(
                  name,
                  method.getName(),
                  method.getClientStreaming() ? "stream " : "",
                  method.getInputType(),
                  method.getServerStreaming() ? "stream " : "",
                  method.getOutputType()));
    }
  }
}
