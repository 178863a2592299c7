"""Uses a cluster as a driver of an installed Ray does, and prints JSON.

ray_driver.py ADDRESS everything        tasks, actors of all kinds and how they end, objects
ray_driver.py ADDRESS detached          finds the detached actor that 'everything' has left
ray_driver.py ADDRESS rounds N          N times: old actors are called, a new one is made; each round is told
"""

import json
import os
import sys
import time

import ray

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
    made = []
    for i in range(int(count)):
        get([actor.add.remote() for actor in old])
        made.append(get(Counter.remote(i).add.remote()))
        print("round", i, get(add.remote(i, 1)), file=sys.stderr, flush=True)
    values = get([actor.add.remote() for actor in old])
    ray.kill(old[1])
    return {"old": values, "made": made}


def main():
    # Ray itself prints on standard output what workers have to say.
    stdout = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    address, what, arguments = sys.argv[1], sys.argv[2], sys.argv[3:]
    ray.init(address=address, namespace=NAMESPACE, log_to_driver=False, logging_level="error")
    work = {"everything": everything, "detached": detached, "rounds": rounds}[what]
    result = work(*arguments)
    ray.shutdown()
    print(json.dumps(result), file=stdout, flush=True)


main()
