"""Writes the protobuf descriptors of an installed Ray as one serialized FileDescriptorSet.

ray_descriptors.py FILE

Most of them are in its generated Python modules; what only C++ needs is looked for in the gcs_server
binary, into which the C++ library embeds each file's serialized descriptor.
"""

import importlib
import mmap
import pkgutil
import re
import sys
from pathlib import Path

import ray
import ray.core.generated
from google.protobuf.descriptor_pb2 import FileDescriptorProto, FileDescriptorSet

# How a serialized FileDescriptorProto of Ray's begins: field 1, the length of the name, the name, field 2.
BEGINNING = re.compile(rb"\x0a(.)(src/ray/protobuf/[a-z0-9_/]+\.proto)\x12", re.DOTALL)
# Its last field, `syntax`, with the type of everything that precedes it here: length delimited.
SYNTAX = 12
LENGTH_DELIMITED = 2


def of_modules():
    files = {}

    def add(file):
        if file.name not in files:
            files[file.name] = FileDescriptorProto.FromString(file.serialized_pb)
            for imported in file.dependencies:
                add(imported)

    package = ray.core.generated
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        if module.name.endswith("_pb2"):
            add(importlib.import_module(module.name).DESCRIPTOR)
    return files


def of_binary(path):
    files = {}
    with open(path, "rb") as binary:
        content = mmap.mmap(binary.fileno(), 0, access=mmap.ACCESS_READ)
        for match in BEGINNING.finditer(content):
            name = match[2].decode()
            if match[1][0] == len(name):
                files[name] = FileDescriptorProto.FromString(content[match.start() : end(content, match.start())])
    return files


def end(content, at):
    """Where the FileDescriptorProto that begins there ends: nothing but its last field tells."""
    field = 0
    while field != SYNTAX:
        tag, at = varint(content, at)
        field, kind = tag >> 3, tag & 7
        if kind != LENGTH_DELIMITED or field > SYNTAX:
            raise ValueError(f"field {field} of type {kind} in a file's descriptor")
        length, at = varint(content, at)
        at += length
    return at


def varint(content, at):
    value = shift = 0
    while True:
        byte = content[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


files = of_binary(Path(ray.__file__).parent / "core/src/ray/gcs/gcs_server")
files.update(of_modules())
Path(sys.argv[1]).write_bytes(FileDescriptorSet(file=files.values()).SerializeToString())
