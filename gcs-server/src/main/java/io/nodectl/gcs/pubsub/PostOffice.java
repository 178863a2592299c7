package io.nodectl.gcs.pubsub;

import io.nodectl.messages.ray.PubMessage;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/// All letters that lie in mailboxes. Many subscribers who do not read must not fill the memory
/// together: when there is too much, nobody gets the oldest any more. For one thread.
final class PostOffice {

  private final long limit;
  private final Set<Letter> letters = new LinkedHashSet<>();
  private long bytes;

  /// @param limit in bytes, as the messages would be sent
  PostOffice(long limit) {
    this.limit = limit;
  }

  /// A message as it is put into mailboxes.
  Letter stamp(PubMessage message) {
    Letter letter = new Letter(message, this);
    Iterator<Letter> oldest = letters.iterator();
    while (bytes + letter.bytes() > limit && oldest.hasNext()) {
      Letter lost = oldest.next();
      oldest.remove();
      bytes -= lost.bytes();
      lost.lose();
    }
    letters.add(letter);
    bytes += letter.bytes();
    return letter;
  }

  /// It lies in no mailbox any more.
  void delivered(Letter letter) {
    if (letters.remove(letter)) {
      bytes -= letter.bytes();
    }
  }
}
