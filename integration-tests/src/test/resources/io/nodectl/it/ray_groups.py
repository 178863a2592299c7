"""Uses placement groups of a cluster as a driver of an installed Ray does, and prints JSON.

ray_groups.py ADDRESS strategies   one group of each strategy: the nodes of its bundles
ray_groups.py ADDRESS survive      a group over two nodes; tells when it is there, then waits until it has lost a
                                   node and is whole again
"""

import json
import os
import sys
import time

import ray
from ray.util.placement_group import placement_group, placement_group_table, remove_placement_group
from ray.util.scheduling_strategies import PlacementGroupSchedulingStrategy

NAMESPACE = "integration-tests"
TIMEOUT_S = 60


@ray.remote(num_cpus=1)
def where():
    return ray.get_runtime_context().get_node_id()


def nodes(table):
    return [node for _, node in sorted(table["bundles_to_node_id"].items())]


def placed(strategy, **options):
    group = placement_group([{"CPU": 1}, {"CPU": 1}], strategy=strategy, **options)
    assert group.wait(TIMEOUT_S), strategy
    ran = [
        ray.get(
            where.options(
                scheduling_strategy=PlacementGroupSchedulingStrategy(group, placement_group_bundle_index=index)
            ).remote(),
            timeout=TIMEOUT_S,
        )
        for index in range(2)
    ]
    result = {"nodes": nodes(placement_group_table(group)), "ran": ran}
    remove_placement_group(group)
    return result


def strategies():
    result = {s: placed(s, name=s) for s in ("PACK", "SPREAD", "STRICT_PACK", "STRICT_SPREAD")}
    result["labelled"] = placed("PACK", bundle_label_selector=[{"it": "b"}] * 2)
    too_large = placement_group([{"CPU": 1000}])
    result["too_large"] = too_large.wait(1)
    remove_placement_group(too_large)
    result["cpus"] = ray.cluster_resources()["CPU"]
    result["free"] = free()
    return result


def free():
    """The CPUs that are free once all groups have given theirs back."""
    end = time.time() + TIMEOUT_S
    while time.time() < end:
        cpus = ray.available_resources().get("CPU", 0)
        if cpus == ray.cluster_resources()["CPU"]:
            return cpus
        time.sleep(0.2)
    return cpus


def survive():
    group = placement_group([{"CPU": 1}, {"CPU": 1}], strategy="SPREAD", name="survivor")
    assert group.wait(TIMEOUT_S)
    before = nodes(placement_group_table(group))
    print("placed", file=sys.stderr, flush=True)
    end = time.time() + TIMEOUT_S
    while time.time() < end:
        table = placement_group_table(group)
        if table["state"] == "CREATED" and nodes(table) != before:
            break
        time.sleep(0.2)
    result = {"before": before, "after": nodes(table), "state": table["state"]}
    remove_placement_group(group)
    return result


def main():
    # Ray itself prints on standard output what workers have to say.
    stdout = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    address, what = sys.argv[1], sys.argv[2]
    ray.init(address=address, namespace=NAMESPACE, log_to_driver=False, logging_level="error")
    result = {"strategies": strategies, "survive": survive}[what]()
    ray.shutdown()
    print(json.dumps(result), file=stdout, flush=True)


main()
