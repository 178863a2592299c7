/// The Ray Client server: what a driver on another machine connects to with
/// `ray.init("ray://HOST:PORT")`.
///
/// The three services of `ray_client.proto` are registered. Key-value calls and questions about the
/// cluster are answered through gcs-server; sessions, objects, tasks and actors are refused by name
/// until they exist. Every refusal uses a status code after which the unmodified client of Ray 2.60
/// stops, see [io.nodectl.clientproxy.Refusal].
@NullMarked
package io.nodectl.clientproxy;

import org.jspecify.annotations.NullMarked;
