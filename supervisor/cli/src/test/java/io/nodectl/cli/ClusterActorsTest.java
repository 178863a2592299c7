package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.ActorDeathCause;
import io.nodectl.messages.ray.ActorDiedErrorContext;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import io.nodectl.messages.ray.Address;
import io.nodectl.messages.ray.GetAllActorInfoReply;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterActorsTest {
  private static final ActorTableData LIVING =
      ActorTableData.newBuilder()
          .setActorId(id(0x11, 16))
          .setJobId(id(1, 4))
          .setState(ActorState.ALIVE)
          .setClassName("Counter")
          .setName("c")
          .setPid(4711)
          .setNumRestarts(2)
          .setAddress(Address.newBuilder().setNodeId(id(0xab, 28)).setWorkerId(id(0xcd, 28)))
          .build();
  private static final ActorTableData DEAD =
      ActorTableData.newBuilder()
          .setActorId(id(0x22, 16))
          .setJobId(id(1, 4))
          .setState(ActorState.DEAD)
          .setClassName("Counter")
          .setAddress(Address.newBuilder().setNodeId(id(0xff, 28)))
          .setDeathCause(
              ActorDeathCause.newBuilder()
                  .setActorDiedErrorContext(
                      ActorDiedErrorContext.newBuilder()
                          .setReason(ActorDiedErrorContext.Reason.RAY_KILL)
                          .setErrorMessage("killed\nby somebody")))
          .build();

  @Test
  void people_see_where_an_actor_lives_and_why_it_died() {
    Listing listing = ClusterActors.listing(reply(2, LIVING, DEAD));
    assertEquals(
        List.of(
            "ACTOR ID  CLASS    STATE  NAME  JOB       NODE      PID   RESTARTS  DEATH",
            "11111111  Counter  ALIVE  c     01010101  abababab  4711  2         -",
            "22222222  Counter  DEAD   -     01010101  -         -     0         RAY_KILL: killed ..."),
        listing.lines());
    assertEquals(Optional.empty(), listing.cut());
  }

  @Test
  void programs_get_whole_ids() {
    var first = ClusterActors.listing(reply(1, LIVING)).json().get(0);
    assertEquals("11".repeat(16), first.path("actor_id").asString());
    assertEquals("ab".repeat(28), first.path("node_id").asString());
    assertEquals(4711, first.path("pid").asInt());
  }

  @Test
  void a_list_that_is_cut_says_so() {
    assertEquals(
        Optional.of("note: these are 1 of 7: see --limit"),
        ClusterActors.listing(reply(7, LIVING)).cut());
  }

  private static GetAllActorInfoReply reply(long total, ActorTableData... actors) {
    return GetAllActorInfoReply.newBuilder()
        .addAllActorTableData(List.of(actors))
        .setTotal(total)
        .build();
  }

  private static ByteString id(int number, int length) {
    byte[] bytes = new byte[length];
    java.util.Arrays.fill(bytes, (byte) number);
    return ByteString.copyFrom(bytes);
  }
}
