"""A client of the runtime env agent made of Ray's own parts: its messages, its packing, its worker.

env_agent.py AGENT GCS FOLDER prints what came of it as JSON.
"""

import json
import os
import subprocess
import sys
import urllib.request

from ray._private.runtime_env.context import RuntimeEnvContext
from ray._private.runtime_env.packaging import create_package, get_uri_for_directory
from ray._raylet import GcsClient
from ray.core.generated import runtime_env_agent_pb2 as pb
from pathlib import Path

agent, gcs, folder = sys.argv[1:]


def call(path, message, reply):
    request = urllib.request.Request(
        f"http://{agent}/{path}",
        message.SerializeToString(),
        {"Authorization": "Bearer " + Path(os.environ["RAY_AUTH_TOKEN_PATH"]).read_text().strip()},
    )
    with urllib.request.urlopen(request) as answer:
        reply.ParseFromString(answer.read())
    return reply


def create(env):
    return call(
        "get_or_create_runtime_env",
        pb.GetOrCreateRuntimeEnvRequest(
            serialized_runtime_env=env, source_process="raylet", job_id=b"01000000"
        ),
        pb.GetOrCreateRuntimeEnvReply(),
    )


def delete(env):
    return call(
        "delete_runtime_env_if_possible",
        pb.DeleteRuntimeEnvIfPossibleRequest(serialized_runtime_env=env, source_process="raylet"),
        pb.DeleteRuntimeEnvIfPossibleReply(),
    )


def info():
    return call(
        "get_runtime_envs_info", pb.GetRuntimeEnvsInfoRequest(limit=-1), pb.GetRuntimeEnvsInfoReply()
    )


uri = get_uri_for_directory(folder, include_gitignore=True, excludes=[])
archive = Path(folder + ".zip")
create_package(folder, archive, include_gitignore=True, excludes=[])
GcsClient(gcs).internal_kv_put(uri.encode(), archive.read_bytes(), True, namespace=None)

env = json.dumps({"working_dir": uri, "env_vars": {"GREETING": "hello ${NAME}"}}, sort_keys=True)
reply = create(env)
context = RuntimeEnvContext.deserialize(reply.serialized_runtime_env_context or "{}")
import ray._private.workers.setup_worker as worker

said = subprocess.run(
    [
        sys.executable,
        worker.__file__,
        "--language=PYTHON",
        "--serialized-runtime-env-context=" + reply.serialized_runtime_env_context,
        "-c",
        "import os, told; print(os.environ['GREETING'], told.VALUE)",
    ],
    env={**os.environ, "NAME": "there"},
    stdout=subprocess.PIPE,
    text=True,
)
held = [(state.ref_cnt, state.success) for state in info().runtime_env_states if state.runtime_env == env]
first, second = delete(env), delete(env)
print(
    json.dumps(
        {
            "status": reply.status,
            "error": reply.error_message,
            "said": said.stdout.strip(),
            "java_jars": context.java_jars,
            "held": held,
            "deleted": [first.status, second.status],
            "unknown": create('{"pipp": []}').error_message,
        }
    )
)
