package io.nodectl.gcs.actors;

import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.GetAllActorInfoReply;
import io.nodectl.messages.ray.GetAllActorInfoRequest;
import io.nodectl.messages.ray.GetAllActorInfoRequest.Filters;
import java.util.List;

/// Picks the actors that somebody asks for, as Ray 2.60's GetAllActorInfo does.
final class ActorQuery {

  private ActorQuery() {}

  /// Answers the question.
  ///
  /// @param all every actor that there is
  static GetAllActorInfoReply answer(GetAllActorInfoRequest request, List<ActorTableData> all) {
    List<ActorTableData> matching =
        all.stream().filter(actor -> matches(request.getFilters(), actor)).toList();
    long limit = request.hasLimit() && request.getLimit() > 0 ? request.getLimit() : Long.MAX_VALUE;
    return GetAllActorInfoReply.newBuilder()
        .addAllActorTableData(matching.stream().limit(limit).toList())
        .setTotal(all.size())
        .setNumFiltered(all.size() - (long) matching.size())
        .build();
  }

  private static boolean matches(Filters wanted, ActorTableData actor) {
    return (!wanted.hasActorId() || wanted.getActorId().equals(actor.getActorId()))
        && (!wanted.hasJobId() || wanted.getJobId().equals(actor.getJobId()))
        && (!wanted.hasState() || wanted.getState() == actor.getState());
  }
}
