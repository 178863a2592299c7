package io.nodectl.raylet;

/// What a node is in its cluster.
enum Role {
  HEAD,
  WORKER
}
