"""Asks a GCS through the client of an installed Ray, and prints JSON.

gcs_client.py ADDRESS nodes             the node table
gcs_client.py ADDRESS alive             whether the GCS says that each of them lives
gcs_client.py ADDRESS jobs              the ids of the jobs
gcs_client.py ADDRESS well_known        what Ray's programs look up before anything else
gcs_client.py ADDRESS kv KEY VALUE      puts, gets, lists, deletes a key and looks for it again
"""

import json
import sys

from ray._raylet import GcsClient
from ray.core.generated import gcs_pb2

NAMESPACE = b"integration-tests"
TIMEOUT_S = 20


def nodes(client):
    return [
        {
            "node_id": info.node_id.hex(),
            "ip": info.node_manager_address,
            "state": gcs_pb2.GcsNodeInfo.GcsNodeState.Name(info.state),
            "is_head": info.is_head_node,
            "node-manager": info.node_manager_port,
            "object-manager": info.object_manager_port,
            "runtime-env-agent": info.runtime_env_agent_port,
        }
        for info in client.get_all_node_info(timeout=TIMEOUT_S).values()
    ]


def kv(client, key, value):
    key, value = key.encode(), value.encode()
    added = client.internal_kv_put(key, value, True, namespace=NAMESPACE, timeout=TIMEOUT_S)
    got = client.internal_kv_get(key, namespace=NAMESPACE, timeout=TIMEOUT_S)
    keys = client.internal_kv_keys(key, namespace=NAMESPACE, timeout=TIMEOUT_S)
    deleted = client.internal_kv_del(key, False, namespace=NAMESPACE, timeout=TIMEOUT_S)
    left = client.internal_kv_exists(key, namespace=NAMESPACE, timeout=TIMEOUT_S)
    return {
        "added": added,
        "got": got.decode(),
        "keys": [each.decode() for each in keys],
        "deleted": deleted,
        "left": left,
    }


def alive(client):
    ids = list(client.get_all_node_info(timeout=TIMEOUT_S))
    return client.check_alive(ids, TIMEOUT_S)


def jobs(client):
    return [job.hex() for job in client.get_all_job_info(timeout=TIMEOUT_S)]


def well_known(client):
    head = next(info for info in client.get_all_node_info(timeout=TIMEOUT_S).values() if info.is_head_node)
    names = [
        (b"cluster", b"CLUSTER_METADATA"),
        (b"session", b"session_name"),
        (b"__autoscaler", b"__autoscaler_v2_enabled"),
        (None, b"gcs_pid"),
    ]
    found = {
        key.decode(): client.internal_kv_get(key, namespace=namespace, timeout=TIMEOUT_S).decode()
        for namespace, key in names
    }
    return found | {
        "cluster_id": client.cluster_id.hex(),
        "ray_cluster_id": client.internal_kv_get(
            b"ray_cluster_id", namespace=b"cluster", timeout=TIMEOUT_S
        ).hex(),
        "temp_dir": head.temp_dir,
        "session_dir": head.session_dir,
    }


address, command, *arguments = sys.argv[1:]
client = GcsClient(address=address)
print(json.dumps({"nodes": nodes, "alive": alive, "jobs": jobs, "well_known": well_known, "kv": kv}[command](client, *arguments)))
