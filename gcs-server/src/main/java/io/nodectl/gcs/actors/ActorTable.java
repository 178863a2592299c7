package io.nodectl.gcs.actors;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.actors.ActorLinks.Kind;
import io.nodectl.gcs.storage.Row;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import io.nodectl.messages.ray.TaskSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All actors, living and dead, and how they are found.
record ActorTable(Tables tables) {

  /// How many dead actors are remembered, the last ones. Ray 2.60 remembers 100 000; a row takes
  /// about 3 KiB here, so that would be 300 MB.
  static final int DEAD_REMEMBERED = 10_000;

  /// So many more before the oldest are forgotten, all at once.
  private static final int SLACK = 500;

  private static final Table<Phase> PHASES = Table.ofProcess("actor_phases");

  /// Actors' ids by the keys of [ActorLinks].
  private static final Table<ByteString> LINKS = Table.ofProcess("actor_links");

  private static final Table<Integer> COUNTS = Table.ofProcess("actor_counts");

  /// How many are dead; there once the links are complete.
  private static final ByteString DEAD = ByteString.copyFromUtf8("dead");

  Optional<Actor> find(ByteString id) {
    link();
    return tables
        .get(Table.ACTORS, id)
        .map(row -> new Actor(row, tables.get(PHASES, id).orElse(Actor.IDLE)));
  }

  /// The living actor of that name.
  Optional<ActorTableData> named(String namespace, String name) {
    link();
    return tables
        .get(LINKS, ActorLinks.name(namespace, name))
        .flatMap(id -> tables.get(Table.ACTORS, id));
  }

  /// The living actors that have a name.
  List<ActorTableData> named() {
    return linked(Kind.NAME.prefix()).stream()
        .flatMap(id -> tables.get(Table.ACTORS, id).stream())
        .toList();
  }

  /// The actors that are not dead.
  List<Actor> living() {
    return all().stream()
        .filter(row -> row.getState() != ActorState.DEAD)
        .flatMap(row -> find(row.getActorId()).stream())
        .toList();
  }

  List<ActorTableData> all() {
    return tables.all(Table.ACTORS);
  }

  /// The ids of the actors that have to do with somebody.
  ///
  /// @param id of what the kind says
  List<ByteString> linkedTo(Kind kind, ByteString id) {
    return linked(kind.of(id));
  }

  /// The workers that actors live in, on one node.
  List<ByteString> workersInUse(ByteString node) {
    return linkedTo(Kind.NODE, node).stream()
        .flatMap(id -> find(id).stream())
        .filter(actor -> actor.state() == ActorState.ALIVE)
        .map(actor -> actor.row().getAddress().getWorkerId())
        .toList();
  }

  /// The task that makes an actor.
  Optional<TaskSpec> spec(ByteString actor) {
    return tables.get(Table.ACTOR_SPECS, actor);
  }

  void putSpec(ByteString actor, TaskSpec spec) {
    tables.put(Table.ACTOR_SPECS, actor, spec);
  }

  /// Takes a new actor in.
  void add(ActorTableData row) {
    link();
    Actor actor = new Actor(row, Actor.IDLE);
    tables.put(Table.ACTORS, row.getActorId(), row);
    ActorLinks.of(actor).forEach(key -> tables.put(LINKS, key, row.getActorId()));
  }

  /// Replaces an actor.
  void replace(Actor before, Actor after) {
    ByteString id = before.row().getActorId();
    if (!before.row().equals(after.row())) {
      tables.put(Table.ACTORS, id, after.row());
    }
    if (!before.phase().equals(after.phase())) {
      if (after.phase() instanceof Phase.Idle) {
        tables.delete(PHASES, id);
      } else {
        tables.put(PHASES, id, after.phase());
      }
    }
    relink(id, ActorLinks.of(before), ActorLinks.of(after));
    if (after.isDead()) {
      bury(before, after);
    } else if (before.isDead()) {
      countDead(-1);
    }
  }

  private void bury(Actor before, Actor after) {
    if (!Restarts.canBeWantedBack(after.row())) {
      tables.delete(Table.ACTOR_SPECS, after.row().getActorId());
    }
    if (!before.isDead() && countDead(1) > DEAD_REMEMBERED + SLACK) {
      List<ByteString> dead = linked(Kind.DEAD.prefix());
      dead.subList(0, dead.size() - DEAD_REMEMBERED).forEach(this::forget);
    }
  }

  private int countDead(int more) {
    int count = tables.get(COUNTS, DEAD).orElse(0) + more;
    tables.put(COUNTS, DEAD, count);
    return count;
  }

  private void forget(ByteString id) {
    find(id).ifPresent(actor -> relink(id, ActorLinks.of(actor), Set.of()));
    tables.delete(Table.ACTORS, id);
    tables.delete(Table.ACTOR_SPECS, id);
    tables.delete(PHASES, id);
    countDead(-1);
  }

  private void relink(ByteString id, Set<ByteString> before, Set<ByteString> after) {
    for (ByteString key : before) {
      // Another actor may have taken the name.
      if (!after.contains(key) && tables.get(LINKS, key).filter(id::equals).isPresent()) {
        tables.delete(LINKS, key);
      }
    }
    for (ByteString key : after) {
      if (!before.contains(key)) {
        tables.put(LINKS, key, id);
      }
    }
  }

  private List<ByteString> linked(ByteString prefix) {
    link();
    return tables.scan(LINKS, prefix).stream().map(Row::value).toList();
  }

  /// Finds all actors' links, the first time.
  private void link() {
    if (tables.get(COUNTS, DEAD).isPresent()) {
      return;
    }
    int dead = 0;
    for (ActorTableData row : tables.all(Table.ACTORS)) {
      dead += row.getState() == ActorState.DEAD ? 1 : 0;
      ActorLinks.of(new Actor(row, Actor.IDLE))
          .forEach(key -> tables.put(LINKS, key, row.getActorId()));
    }
    tables.put(COUNTS, DEAD, dead);
  }
}
