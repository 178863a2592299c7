package io.nodectl.raylet.resources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceTextTest {

  @Test
  void resources_are_a_json_object_of_numbers() {
    assertEquals(
        Map.of("licence", 20_000L, "disk", 5_000L),
        ResourceText.resources("{\"licence\": 2, \"disk\": 0.5}"));
    assertEquals(Map.of(), ResourceText.resources("{}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"a\": -1}",
        "{\"a\": NaN}",
        "{\"a\": \"x\"}",
        "{\"a\": 0.00001}",
        "{\"a\": 1e300}",
        "{\"a\": null}",
        "{\"a\": 1} {}",
        "{\"a\": 1, \"a\": 2}",
        "{\"CPU\": 1}",
        "{\"GPU\": 1}",
        "{\"memory\": 1}",
        "{\"node:1.2.3.4\": 1}",
        "{\" \": 1}"
      })
  void what_is_no_such_thing_is_refused_with_a_reason(String text) {
    String why =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> ResourceText.resources(text))
                .getMessage());
    assertTrue(why.startsWith("--resources: "), why);
  }

  @Test
  void labels_are_pairs() {
    assertEquals(Map.of("zone", "a", "x", ""), ResourceText.labels("zone=a, x="));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "=b", "a=1,a=2", "a=1,,b=2", "ray.io/node-id=1"})
  void what_is_no_pair_is_refused(String text) {
    assertThrows(IllegalArgumentException.class, () -> ResourceText.labels(text));
  }

  @Test
  void devices_are_found_by_their_files() {
    List<String> files =
        List.of("nvidia10", "nvidia0", "nvidiactl", "nvidia-uvm", "davinci0", "davinci_manager");
    assertEquals(
        Map.of("GPU", List.of("0", "10"), "NPU", List.of("0")), Devices.found(files, Map.of()));
    assertEquals(
        Map.of("GPU", List.of("10"), "NPU", List.of("0")),
        Devices.found(files, Map.of("CUDA_VISIBLE_DEVICES", "10")));
    assertEquals(
        Map.of("NPU", List.of("0")), Devices.found(files, Map.of("CUDA_VISIBLE_DEVICES", "")));
  }

  @Test
  void gpus_also_have_names_that_are_no_numbers() {
    assertEquals(
        Map.of("GPU", List.of("GPU-1a", "MIG-2b")),
        Devices.found(List.of("nvidia0"), Map.of("CUDA_VISIBLE_DEVICES", "GPU-1a, MIG-2b,x")));
    assertEquals(Map.of(), Devices.found(List.of("tty"), Map.of("CUDA_VISIBLE_DEVICES", "GPU-1a")));
  }

  @Test
  void gpus_that_are_only_said_are_those_that_the_environment_names() {
    assertEquals(
        Map.of("GPU", List.of("2", "3")),
        Devices.said(2, Map.of(), Map.of("CUDA_VISIBLE_DEVICES", "2,3")));
    assertEquals(
        Map.of("GPU", List.of("5")),
        Devices.said(1, Map.of("GPU", List.of()), Map.of("ROCR_VISIBLE_DEVICES", "5, 6")));
    assertEquals(Map.of(), Devices.said(2, Map.of(), Map.of()));
    assertEquals(
        "--num-gpus says 1, but CUDA_VISIBLE_DEVICES of this node is '', which names 0; unset it"
            + " or say less",
        assertThrows(
                IllegalArgumentException.class,
                () -> Devices.said(1, Map.of(), Map.of("CUDA_VISIBLE_DEVICES", "")))
            .getMessage());
  }

  @Test
  void a_grant_of_devices_becomes_the_variables_of_their_makers() {
    var grant = new Grant(Amounts.NONE, Map.of("GPU", List.of("2", "3")));
    assertEquals(
        Map.of("CUDA_VISIBLE_DEVICES", "2,3", "HIP_VISIBLE_DEVICES", "2,3"),
        Devices.variables(grant, Map.of()));
    assertEquals(
        Map.of("ROCR_VISIBLE_DEVICES", "2,3"),
        Devices.variables(grant, Map.of("ROCR_VISIBLE_DEVICES", "0,1,2,3")));
    assertEquals(
        Map.of("ASCEND_RT_VISIBLE_DEVICES", "0"),
        Devices.variables(new Grant(Amounts.NONE, Map.of("NPU", List.of("0"))), Map.of()));
    assertEquals(Map.of(), Devices.variables(Grant.NONE, Map.of("CUDA_VISIBLE_DEVICES", "")));
  }

  @Test
  void what_is_said_of_a_node_takes_the_place_of_what_was_found() {
    var found = new ResourceWishes.Found(8, 1000, Map.of("GPU", List.of("0", "1")));
    NodeResources said =
        new ResourceWishes(
                Optional.of(25_000L),
                Optional.of(3),
                Optional.of(10L),
                Map.of("licence", 10_000L),
                Map.of("zone", "a"))
            .of(found, Map.of("node:1", 10_000L), Map.of("ray.io/node-id", "x"));
    assertEquals("CPU: 2.5, GPU: 3, licence: 1, memory: 10, node:1: 1", said.total().toString());
    assertEquals(List.of("0", "1", "2"), said.devices().get("GPU"));
    assertEquals(Map.of("zone", "a", "ray.io/node-id", "x"), said.labels());
    assertEquals(
        "CPU: 8, GPU: 2, memory: 1000",
        ResourceWishes.NONE.of(found, Map.of(), Map.of()).total().toString());
  }
}
