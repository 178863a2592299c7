package io.nodectl.raylet;

import io.nodectl.rpc.NodeId;

/// Who a node is.
///
/// @param ip the address under which others reach it
/// @param name what people call it
record NodeIdentity(NodeId id, String ip, String name, Role role) {}
