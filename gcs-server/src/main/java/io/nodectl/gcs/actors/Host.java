package io.nodectl.gcs.actors;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.peers.PeerAddress;

/// A node that can give workers.
///
/// @param node its id, 28 bytes
record Host(ByteString node, PeerAddress raylet) {}
