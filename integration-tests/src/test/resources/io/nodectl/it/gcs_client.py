"""Asks a GCS through the client of an installed Ray, and prints JSON.

gcs_client.py ADDRESS nodes             the node table
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


address, command, *arguments = sys.argv[1:]
client = GcsClient(address=address)
print(json.dumps({"nodes": nodes, "kv": kv}[command](client, *arguments)))
