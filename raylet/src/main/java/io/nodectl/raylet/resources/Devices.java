package io.nodectl.raylet.resources;

import java.io.File;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Which devices a machine has for computing, by the files that NVIDIA's and Ascend's drivers make,
/// and which environment variables tell a program the ones that it may use. What other makers'
/// files stand for is not certain, so their devices must be said (`--num-gpus`).
public final class Devices {

  private static final Map<String, String> FILES =
      Map.of(NodeResources.GPU, "nvidia", NodeResources.NPU, "davinci");

  private static final String CUDA = "CUDA_VISIBLE_DEVICES";
  private static final String HIP = "HIP_VISIBLE_DEVICES";
  private static final String ROCR = "ROCR_VISIBLE_DEVICES";
  private static final String ASCEND = "ASCEND_RT_VISIBLE_DEVICES";

  /// All variables that say which devices a program sees.
  public static final List<String> VARIABLES = List.of(CUDA, HIP, ROCR, ASCEND);

  private Devices() {}

  /// The devices of this machine, by resource.
  ///
  /// @param environment of this process: a variable that is set there restricts what is seen, and
  ///     one that is empty leaves nothing
  /// @param gpus how many GPUs there are said to be, whatever is in /dev
  /// @throws IllegalArgumentException if the environment names fewer; with a message for the user
  public static Map<String, List<String>> here(
      Map<String, String> environment, Optional<Integer> gpus) {
    String[] files = new File("/dev").list();
    Map<String, List<String>> found =
        found(files == null ? List.of() : Arrays.asList(files), environment);
    return gpus.isEmpty() ? found : said(gpus.get(), found, environment);
  }

  /// Who says how many GPUs there are leaves it to the environment which ones.
  static Map<String, List<String>> said(
      int gpus, Map<String, List<String>> found, Map<String, String> environment) {
    Optional<String> variable =
        Stream.of(CUDA, HIP, ROCR).filter(environment::containsKey).findFirst();
    if (variable.isEmpty()) {
      return found;
    }
    String value = environment.getOrDefault(variable.get(), "");
    List<String> names = names(value).takeWhile(Devices::isName).distinct().toList();
    if (names.size() < gpus) {
      throw new IllegalArgumentException(
          "--num-gpus says %d, but %s of this node is '%s', which names %d; unset it or say less"
              .formatted(gpus, variable.get(), value, names.size()));
    }
    var devices = new TreeMap<>(found);
    devices.put(NodeResources.GPU, names.subList(0, gpus));
    return devices;
  }

  static Map<String, List<String>> found(List<String> files, Map<String, String> environment) {
    var devices = new TreeMap<String, List<String>>();
    FILES.forEach(
        (resource, prefix) -> {
          List<String> ids = numbers(files, prefix);
          String visible = environment.get(resource.equals(NodeResources.NPU) ? ASCEND : CUDA);
          if (visible != null) {
            ids = visible(ids, visible);
          }
          if (!ids.isEmpty()) {
            devices.put(resource, ids);
          }
        });
    return devices;
  }

  /// What a worker is told of its devices. One that was given none of a kind is told nothing of it:
  /// it sees what it would see without us.
  ///
  /// CUDA and HIP each obey their own name first. ROCR works below HIP, and who set both would
  /// count the devices twice: so it is used where this process has it, and then alone.
  ///
  /// @param environment of this process
  public static Map<String, String> variables(Grant grant, Map<String, String> environment) {
    List<String> ofGpu = environment.containsKey(ROCR) ? List.of(ROCR) : List.of(CUDA, HIP);
    var variables = new TreeMap<String, String>();
    grant
        .devices()
        .forEach(
            (resource, ids) ->
                (resource.equals(NodeResources.NPU) ? List.of(ASCEND) : ofGpu)
                    .forEach(name -> variables.put(name, String.join(",", ids))));
    return variables;
  }

  private static List<String> numbers(List<String> files, String prefix) {
    return files.stream()
        .filter(file -> file.startsWith(prefix))
        .map(file -> file.substring(prefix.length()))
        .filter(rest -> !rest.isEmpty() && rest.chars().allMatch(c -> c >= '0' && c <= '9'))
        .sorted(Comparator.comparingInt(Integer::parseInt))
        .toList();
  }

  /// As the makers' drivers read it: the first name that is none ends the list.
  private static List<String> visible(List<String> ids, String variable) {
    return names(variable)
        .takeWhile(name -> ids.contains(name) || (isUuid(name) && !ids.isEmpty()))
        .toList();
  }

  private static Stream<String> names(String variable) {
    return Stream.of(variable.split(",", -1)).map(String::strip);
  }

  private static boolean isName(String name) {
    return !name.isEmpty() && !name.startsWith("-") && !name.equals("NoDevFiles");
  }

  /// NVIDIA's GPUs, and parts of them, also have names that stay when their numbers change.
  private static boolean isUuid(String name) {
    return name.startsWith("GPU-") || name.startsWith("MIG-");
  }
}
