"""Uses a cluster as a driver of an installed Ray does, and prints JSON.

ray_driver.py ADDRESS everything        tasks, actors of all kinds and how they end, objects
ray_driver.py ADDRESS detached          finds the detached actor that 'everything' has left
ray_driver.py ADDRESS rounds N          N times: old actors are called, one is made, one comes back, a placement group
                                        comes and goes; each round is told
ray_driver.py ADDRESS moves N           N times: 16 MB are made on the node labelled it=a and read on the one labelled
                                        it=b; each round is told
"""

import json
import os
import sys
import time

import ray
from ray.util.placement_group import placement_group, remove_placement_group
from ray.util.scheduling_strategies import PlacementGroupSchedulingStrategy

NAMESPACE = "integration-tests"
TIMEOUT_S = 60


@ray.remote(num_cpus=0.1)
def add(a, b):
    return a + b


@ray.remote(num_cpus=0.1)
class Counter:
    def __init__(self, value=0):
        self.value = value

    def add(self):
        self.value += 1
        return self.value

    def pid(self):
        return os.getpid()

    def end(self):
        os._exit(3)


@ray.remote(num_cpus=0.1)
class Broken:
    def __init__(self):
        raise KeyError("it cannot be made")

    def call(self):
        pass


@ray.remote(num_cpus=0.1)
class Owner:
    def make(self):
        self.child = Counter.remote(10)
        return self.child


def get(reference):
    return ray.get(reference, timeout=TIMEOUT_S)


def error(work):
    """What calling it raises, after a while."""
    end = time.monotonic() + TIMEOUT_S
    while time.monotonic() < end:
        try:
            work()
        except Exception as e:
            return [c.__name__ for c in type(e).__mro__] + [str(e)]
        time.sleep(0.05)
    return []


def restart():
    actor = Counter.options(max_restarts=1, max_task_retries=-1).remote()
    before = get(actor.pid.remote())
    actor.end.options(max_task_retries=0).remote()
    # It may still be asked before it has ended.
    while (after := get(actor.pid.remote())) == before:
        pass
    return {"other_process": after != before, "value": get(actor.add.remote())}


def named():
    actor = Counter.options(name="bob").remote(10)
    found = get(ray.get_actor("bob").add.remote())
    again = error(lambda: Counter.options(name="bob").remote())
    ray.kill(actor)
    return {
        "found": found,
        "again": again,
        "killed": error(lambda: get(actor.add.remote())),
        "freed": error(lambda: ray.get_actor("bob")),
    }


def orphan():
    owner = Owner.remote()
    child = get(owner.make.remote())
    value = get(child.add.remote())
    ray.kill(owner)
    return {"value": value, "then": error(lambda: get(child.add.remote()))}


def everything():
    actor = Counter.remote(5)
    broken = Broken.remote()
    detached = Counter.options(name="eve", lifetime="detached").remote(100)
    return {
        "cpus": ray.cluster_resources()["CPU"],
        "tasks": get([add.remote(i, i) for i in range(5)]),
        "actor": get([actor.add.remote(), actor.add.remote()]),
        "restart": restart(),
        "named": named(),
        "broken": error(lambda: get(broken.call.remote())),
        "orphan": orphan(),
        "object": len(get(ray.put(b"x" * 1000000))),
        "detached": get(detached.add.remote()),
    }


def detached():
    actor = ray.get_actor("eve")
    value = get(actor.add.remote())
    ray.kill(actor)
    return {"value": value}


def rounds(count):
    old = [Counter.remote(), Counter.options(name="old", lifetime="detached").remote()]
    mortal = Counter.options(max_restarts=-1, max_task_retries=-1).remote()
    made, grouped, pids = [], [], {get(mortal.pid.remote())}
    for i in range(int(count)):
        mortal.end.options(max_task_retries=0).remote()
        get([actor.add.remote() for actor in old])
        made.append(get(Counter.options(name=f"made {i}").remote(i).add.remote()))
        print("round", i, get(add.remote(i, 1)), file=sys.stderr, flush=True)
        grouped.append(in_a_group(i))
        pids.add(get(mortal.pid.remote()))
    values = get([ray.get_actor("old").add.remote(), old[0].add.remote()])
    ray.kill(old[1])
    return {"old": values, "made": made, "grouped": grouped, "processes": len(pids)}


def in_a_group(value):
    group = placement_group([{"CPU": 0.1}] * 2)
    get(group.ready())
    bundle = PlacementGroupSchedulingStrategy(group, placement_group_bundle_index=1)
    result = get(Counter.options(scheduling_strategy=bundle).remote(value).add.remote())
    remove_placement_group(group)
    return result


@ray.remote(num_cpus=0.1)
def sixteen_megabytes():
    return os.urandom(1 << 24)


@ray.remote(num_cpus=0.1)
class Reader:
    def read(self, data):
        return len(data), ray.get_runtime_context().get_node_id()


def moves(count):
    reader = Reader.options(label_selector={"it": "b"}).remote()
    read = []
    for i in range(int(count)):
        data = sixteen_megabytes.options(label_selector={"it": "a"}).remote()
        read.append(get(reader.read.remote(data)))
        print("round", i, file=sys.stderr, flush=True)
    return {"read": [length for length, _ in read], "readers": len({node for _, node in read})}


def main():
    # Ray itself prints on standard output what workers have to say.
    stdout = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    address, what, arguments = sys.argv[1], sys.argv[2], sys.argv[3:]
    ray.init(address=address, namespace=NAMESPACE, log_to_driver=False, logging_level="error")
    work = {"everything": everything, "detached": detached, "rounds": rounds, "moves": moves}[what]
    result = work(*arguments)
    ray.shutdown()
    print(json.dumps(result), file=stdout, flush=True)


main()
