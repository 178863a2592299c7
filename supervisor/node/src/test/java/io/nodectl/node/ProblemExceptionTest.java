package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

class ProblemExceptionTest {
  private static Problem problem(IOException cause) {
    return ProblemException.of("make it", cause).problem();
  }

  private static void refused(String reason, IOException cause) {
    assertEquals(ExitCode.REFUSED, problem(cause).code());
    String message = problem(cause).message();
    assertTrue(message.startsWith("cannot make it: " + reason + ". Choose another root"), message);
  }

  private static void failed(String reason, IOException cause) {
    assertEquals(
        Problem.ofNode(ExitCode.COMPONENT_FAILED, "cannot make it: " + reason), problem(cause));
  }

  @Test
  void a_place_that_cannot_be_used_is_refused_with_the_reason_in_words() {
    refused("permission denied", new AccessDeniedException("/x"));
    refused("permission denied", system("Operation not permitted"));
    refused("the file system is read-only", system("Read-only file system"));
    refused("a part of the path is a file, not a folder", system("Not a directory"));
    refused("/x is a file, not a folder", new NotDirectoryException("/x"));
    refused("a file of that name is in the way: /x", new FileAlreadyExistsException("/x"));
  }

  @Test
  void a_path_alone_is_never_the_reason() {
    failed("no such file or folder: /x", new NoSuchFileException("/x"));
    failed("No space left on device", system("No space left on device"));
    failed("it is not UTF-8 text", new MalformedInputException(1));
    failed("it is a folder, not a file", new IOException("Is a directory"));
    failed("it broke off", new IOException());
  }

  private static FileSystemException system(String reason) {
    return new FileSystemException("/x", null, reason);
  }
}
