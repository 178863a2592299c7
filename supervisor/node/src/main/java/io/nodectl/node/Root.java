package io.nodectl.node;

import io.nodectl.rpc.Home;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The folder that holds all nodes of one user on one host; each has a folder in it, by its name.
///
/// @param folder an absolute path; need not exist
public record Root(Path folder) {
  /// Where the root of the calling user is: `NODECTL_ROOT`, else by the rules of the system.
  public static Root fromEnvironment(Map<String, String> environment) {
    String chosen = environment.get("NODECTL_ROOT");
    if (chosen != null && !chosen.isEmpty()) {
      return new Root(Path.of(chosen).toAbsolutePath().normalize());
    }
    if ("root".equals(System.getProperty("user.name"))) {
      return new Root(Path.of("/var/lib/nodectl"));
    }
    String state = environment.get("XDG_STATE_HOME");
    Path base =
        state == null || state.isEmpty()
            ? Home.of(environment).resolve(".local/state")
            : Path.of(state);
    return new Root(base.toAbsolutePath().resolve("nodectl"));
  }

  /// The folder of that node; it need not exist.
  public NodeFolder node(NodeName name) {
    return new NodeFolder(folder.resolve(name.value()));
  }

  /// All nodes that were ever started here and not removed since, by name.
  ///
  /// @return none if the root does not exist; also those whose folder may not be looked into, so
  ///     that reading their record tells why
  /// @throws ProblemException if the root may not be read or is no folder
  public List<NodeFolder> knownNodes() throws ProblemException {
    List<NodeFolder> known = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        asNode(entry).ifPresent(known::add);
      }
    } catch (NoSuchFileException e) {
      return known;
    } catch (DirectoryIteratorException e) {
      throw ProblemException.of("read the folder " + folder, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw ProblemException.of("read the folder " + folder, e);
    }
    known.sort((a, b) -> a.name().compareTo(b.name()));
    return known;
  }

  private static Optional<NodeFolder> asNode(Path entry) {
    NodeFolder node = new NodeFolder(entry);
    return NodeName.isValid(String.valueOf(entry.getFileName())) && mayHaveRecord(node)
        ? Optional.of(node)
        : Optional.empty();
  }

  private static boolean mayHaveRecord(NodeFolder node) {
    try {
      Files.readAttributes(node.stateFile(), BasicFileAttributes.class);
      return true;
    } catch (AccessDeniedException e) {
      return true;
    } catch (IOException e) {
      // Without a session, too, or if the entry is a file, nothing was ever started.
      return node.newestBegun().isPresent();
    }
  }
}
