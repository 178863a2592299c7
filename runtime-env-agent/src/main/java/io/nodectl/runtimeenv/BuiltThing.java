package io.nodectl.runtimeenv;

/// Something that was built for environments, such as a virtual environment.
///
/// @param field the field that asks for it
/// @param uri what it is
record BuiltThing(String field, String uri) {}
