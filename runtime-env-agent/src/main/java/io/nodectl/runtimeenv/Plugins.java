package io.nodectl.runtimeenv;

import io.nodectl.environment.plugin.RuntimeEnvPlugin;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// The plug-ins, in the order in which they have their say.
final class Plugins {
  private final Map<String, RuntimeEnvPlugin> byField = new LinkedHashMap<>();

  /// @throws IllegalArgumentException if two have the same field, or one has a priority that is
  ///     none
  Plugins(Collection<RuntimeEnvPlugin> plugins) {
    List<RuntimeEnvPlugin> ordered = new ArrayList<>(plugins);
    ordered.sort(
        Comparator.comparingInt(RuntimeEnvPlugin::priority).thenComparing(RuntimeEnvPlugin::field));
    for (RuntimeEnvPlugin plugin : ordered) {
      if (plugin.priority() < 0 || plugin.priority() > RuntimeEnvPlugin.LAST) {
        throw new IllegalArgumentException(
            "the plug-in for %s has the priority %d; it must be from 0 to %d"
                .formatted(plugin.field(), plugin.priority(), RuntimeEnvPlugin.LAST));
      }
      if (byField.put(plugin.field(), plugin) != null) {
        throw new IllegalArgumentException("there are two plug-ins for " + plugin.field());
      }
    }
  }

  /// Those of this program, and those in some jars.
  ///
  /// @throws IllegalArgumentException with words for the user, if one of them is of no use
  static Plugins load(List<Path> jars) {
    ClassLoader ours = Plugins.class.getClassLoader();
    try {
      URL[] urls = new URL[jars.size()];
      for (int i = 0; i < urls.length; i++) {
        urls[i] = jars.get(i).toUri().toURL();
      }
      ClassLoader all = urls.length == 0 ? ours : new URLClassLoader(urls, ours);
      List<RuntimeEnvPlugin> found = new ArrayList<>();
      ServiceLoader.load(RuntimeEnvPlugin.class, all).forEach(found::add);
      return new Plugins(found);
    } catch (ServiceConfigurationError | MalformedURLException e) {
      throw new IllegalArgumentException("a plug-in cannot be loaded: " + e.getMessage(), e);
    }
  }

  Collection<String> fields() {
    return byField.keySet();
  }

  Collection<RuntimeEnvPlugin> inOrder() {
    return byField.values();
  }
}
